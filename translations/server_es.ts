<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>mail</name>
    <message>
        <source>Hello %1,</source>
        <translation>Hola, %1:</translation>
    </message>
    <message>
        <source>Hello,</source>
        <translation>Hola:</translation>
    </message>
    <message>
        <source>[%1] We have received your request</source>
        <translation>[%1] Hemos recibido su solicitud</translation>
    </message>
    <message>
        <source>We have received your request. Its reference is %1.</source>
        <translation>Hemos recibido su solicitud. Su número de referencia es %1.</translation>
    </message>
    <message>
        <source>We will write to this address when we answer. On your request&apos;s page you can see how it stands, add information and send files:</source>
        <translation>Le escribiremos a esta dirección cuando tengamos una respuesta. En la página de su solicitud puede ver cómo va, añadir información y enviar archivos:</translation>
    </message>
    <message>
        <source>Keep this link to yourself: whoever has it can see your request.</source>
        <translation>No comparta este enlace: quien lo tenga puede ver su solicitud.</translation>
    </message>
    <message>
        <source>If you did not send us a request, you can ignore this mail.</source>
        <translation>Si usted no nos ha enviado ninguna solicitud, puede ignorar este mensaje.</translation>
    </message>
    <message>
        <source>Re: [%1] %2</source>
        <translation>Re: [%1] %2</translation>
    </message>
    <message>
        <source>We have answered your request %1:</source>
        <translation>Hemos respondido a su solicitud %1:</translation>
    </message>
    <message numerus="yes">
        <source>The answer comes with %n file(s); see the page below.</source>
        <translation>
            <numerusform>La respuesta incluye %n archivo; lo encontrará en la página indicada abajo.</numerusform>
            <numerusform>La respuesta incluye %n archivos; los encontrará en la página indicada abajo.</numerusform>
        </translation>
    </message>
    <message>
        <source>To reply, to send files or to see the whole conversation, open your request&apos;s page:</source>
        <translation>Para contestar, enviar archivos o ver toda la conversación, abra la página de su solicitud:</translation>
    </message>
    <message>
        <source>We have marked your request %1 as resolved.</source>
        <translation>Hemos marcado su solicitud %1 como resuelta.</translation>
    </message>
    <message numerus="yes">
        <source>If the problem is still there, you can reopen your request within %n day(s) on its page:</source>
        <translation>
            <numerusform>Si el problema continúa, puede reabrir su solicitud durante %n día desde su página:</numerusform>
            <numerusform>Si el problema continúa, puede reabrir su solicitud durante los próximos %n días desde su página:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 customer service</source>
        <translation>Atención al cliente de %1</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>add an administrator</source>
        <translation>añadir un administrador</translation>
    </message>
    <message>
        <source>give an employee a new password</source>
        <translation>dar una contraseña nueva a un empleado</translation>
    </message>
    <message>
        <source>list the employees</source>
        <translation>mostrar los empleados</translation>
    </message>
    <message>
        <source>add a team</source>
        <translation>añadir un equipo</translation>
    </message>
    <message>
        <source>add a product</source>
        <translation>añadir un producto</translation>
    </message>
    <message>
        <source>end the tracking links of an incident</source>
        <translation>anular los enlaces de seguimiento de una incidencia</translation>
    </message>
    <message>
        <source>make a small demo company</source>
        <translation>crear una pequeña empresa de demostración</translation>
    </message>
    <message>
        <source>Usage: mostrador-server admin &lt;command&gt; [options]</source>
        <translation>Uso: mostrador-server admin &lt;orden&gt; [opciones]</translation>
    </message>
    <message>
        <source>There is no command &quot;admin %1&quot;.</source>
        <translation>No existe la orden «admin %1».</translation>
    </message>
    <message>
        <source>Adds an administrator with a random password, which is printed once.</source>
        <translation>Añade un administrador con una contraseña aleatoria, que se muestra una sola vez.</translation>
    </message>
    <message>
        <source>Gives an employee a new password, random and printed once, and ends all of their sessions.</source>
        <translation>Da a un empleado una contraseña nueva, aleatoria y mostrada una sola vez, y cierra todas sus sesiones.</translation>
    </message>
    <message>
        <source>Lists the employees: id, role, active or not, e-mail, name.</source>
        <translation>Muestra los empleados: identificador, función, si están activos, correo electrónico y nombre.</translation>
    </message>
    <message>
        <source>Adds a team and prints its id.</source>
        <translation>Añade un equipo y muestra su identificador.</translation>
    </message>
    <message>
        <source>Adds a product and prints its id.</source>
        <translation>Añade un producto y muestra su identificador.</translation>
    </message>
    <message>
        <source>Ends all tracking links of an incident, such as after one fell into wrong hands.</source>
        <translation>Anula todos los enlaces de seguimiento de una incidencia, por ejemplo si uno ha caído en malas manos.</translation>
    </message>
    <message>
        <source>The e-mail address to log in with.</source>
        <translation>El correo electrónico con el que se inicia sesión.</translation>
    </message>
    <message>
        <source>The name that others see.</source>
        <translation>El nombre que ven los demás.</translation>
    </message>
    <message>
        <source>The language: es or en.</source>
        <translation>El idioma: es o en.</translation>
    </message>
    <message>
        <source>Read the password from standard input instead, one line.</source>
        <translation>Leer la contraseña de la entrada estándar, una línea.</translation>
    </message>
    <message>
        <source>Print the password and nothing else.</source>
        <translation>Mostrar solo la contraseña.</translation>
    </message>
    <message>
        <source>Print JSON.</source>
        <translation>Mostrar JSON.</translation>
    </message>
    <message>
        <source>What it is for.</source>
        <translation>Para qué sirve.</translation>
    </message>
    <message>
        <source>Only its members, administrators and auditors see its incidents.</source>
        <translation>Solo sus miembros, los administradores y los auditores ven sus incidencias.</translation>
    </message>
    <message>
        <source>The stock-keeping unit.</source>
        <translation>La referencia de almacén (SKU).</translation>
    </message>
    <message>
        <source>The category.</source>
        <translation>La categoría.</translation>
    </message>
    <message>
        <source>The incident&apos;s reference, such as INC-2026-000123.</source>
        <translation>La referencia de la incidencia, como INC-2026-000123.</translation>
    </message>
    <message>
        <source>%1 is an administrator now.</source>
        <translation>%1 ya es administrador.</translation>
    </message>
    <message>
        <source>The password, shown this once:</source>
        <translation>La contraseña, que solo se muestra esta vez:</translation>
    </message>
    <message>
        <source>The password of %1 is changed.</source>
        <translation>La contraseña de %1 ha cambiado.</translation>
    </message>
    <message>
        <source>The links of %1 work no longer.</source>
        <translation>Los enlaces de %1 ya no funcionan.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Mostrar esta ayuda.</translation>
    </message>
    <message>
        <source>Read the settings from &lt;file&gt; (default: /etc/mostrador/server.toml where it exists).</source>
        <translation>Leer la configuración de &lt;file&gt; (por omisión, /etc/mostrador/server.toml si existe).</translation>
    </message>
    <message>
        <source>Keep the embedded database and the secret key in &lt;folder&gt; (default: %1).</source>
        <translation>Guardar la base de datos integrada y la clave secreta en &lt;folder&gt; (por omisión, %1).</translation>
    </message>
    <message>
        <source>Print the settings in force, secrets masked, and exit.</source>
        <translation>Mostrar la configuración vigente, con los secretos ocultos, y salir.</translation>
    </message>
    <message>
        <source>Try &quot;mostrador-server %1 --help&quot;.</source>
        <translation>Pruebe «mostrador-server %1 --help».</translation>
    </message>
    <message>
        <source>The option --%1 is missing.</source>
        <translation>Falta la opción --%1.</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;.</source>
        <translation>Sobra el argumento «%1».</translation>
    </message>
    <message>
        <source>Makes a small demo company: teams, employees of each role, products, customers and incidents in Spanish and English. Does nothing where it is there already.</source>
        <translation>Crea una pequeña empresa de demostración: equipos, empleados de cada función, productos, clientes e incidencias en español e inglés. No hace nada si ya existe.</translation>
    </message>
    <message>
        <source>The demo company is there already.</source>
        <translation>La empresa de demostración ya existe.</translation>
    </message>
    <message>
        <source>The demo company is made: %1 employees, %2 customers, %3 incidents.</source>
        <translation>Se ha creado la empresa de demostración: %1 empleados, %2 clientes y %3 incidencias.</translation>
    </message>
    <message>
        <source>Its employees, such as %1, log in with the password %2</source>
        <translation>Sus empleados, como %1, inician sesión con la contraseña %2</translation>
    </message>
    <message>
        <source>run the server</source>
        <translation>poner en marcha el servidor</translation>
    </message>
    <message>
        <source>bring the database to this version</source>
        <translation>actualizar la base de datos a esta versión</translation>
    </message>
    <message>
        <source>employees, teams, products, demo data</source>
        <translation>empleados, equipos, productos y datos de demostración</translation>
    </message>
    <message>
        <source>take in incidents from CSV files</source>
        <translation>importar incidencias de archivos CSV</translation>
    </message>
    <message>
        <source>tell what is wrong with the settings</source>
        <translation>revisar la configuración</translation>
    </message>
    <message>
        <source>print the description of the REST API</source>
        <translation>mostrar la descripción de la API REST</translation>
    </message>
    <message>
        <source>Usage: mostrador-server &lt;command&gt; [options]</source>
        <translation>Uso: mostrador-server &lt;orden&gt; [opciones]</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Órdenes:</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>mostrar la versión</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>mostrar esta ayuda</translation>
    </message>
    <message>
        <source>&quot;mostrador-server &lt;command&gt; --help&quot; tells more about each.</source>
        <translation>«mostrador-server &lt;orden&gt; --help» explica cada una.</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation>No existe la orden «%1».</translation>
    </message>
    <message>
        <source>Tells what is wrong with the settings, with file and line. Exit code 78 if something is.</source>
        <translation>Indica los errores de la configuración, con archivo y línea. Código de salida 78 si hay alguno.</translation>
    </message>
    <message>
        <source>The settings are good.</source>
        <translation>La configuración es correcta.</translation>
    </message>
    <message>
        <source>Prints the OpenAPI description of the REST API.</source>
        <translation>Muestra la descripción OpenAPI de la API REST.</translation>
    </message>
    <message>
        <source>Brings the database to this version. Run it once, before the new version&apos;s servers start.</source>
        <translation>Actualiza la base de datos a esta versión. Ejecútela una vez, antes de poner en marcha los servidores nuevos.</translation>
    </message>
    <message>
        <source>Only tell how many steps are pending; exit code 1 if there are any.</source>
        <translation>Indicar solo cuántos pasos faltan; código de salida 1 si falta alguno.</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Paso %1 de %2: %3</translation>
    </message>
    <message>
        <source>The database is at schema %1 (%2 steps applied).</source>
        <translation>La base de datos está en el esquema %1 (%2 pasos aplicados).</translation>
    </message>
    <message>
        <source>%1 steps are pending.</source>
        <translation>Faltan %1 pasos.</translation>
    </message>
    <message>
        <source>Answers customers and consoles until it is told to stop (SIGTERM, SIGINT).</source>
        <translation>Atiende a clientes y consolas hasta que se le pide que pare (SIGTERM, SIGINT).</translation>
    </message>
    <message>
        <source>Bring the database to this version first (the embedded one always is).</source>
        <translation>Actualizar antes la base de datos a esta versión (la integrada siempre se actualiza).</translation>
    </message>
    <message>
        <source>Write the ports as JSON to file descriptor &lt;number&gt; once they answer.</source>
        <translation>Escribir los puertos como JSON en el descriptor &lt;number&gt; cuando ya respondan.</translation>
    </message>
    <message>
        <source>Write the ports as JSON to &lt;file&gt; once they answer.</source>
        <translation>Escribir los puertos como JSON en &lt;file&gt; cuando ya respondan.</translation>
    </message>
    <message>
        <source>Mostrador answers on %1 (stop with Ctrl+C).</source>
        <translation>Mostrador responde en %1 (para detenerlo, Ctrl+C).</translation>
    </message>
    <message>
        <source>Takes in incidents from a CSV file (also packed with gzip). An interrupted import goes on where it was when it is started again; nothing comes in twice.</source>
        <translation>Incorpora incidencias desde un archivo CSV (también comprimido con gzip). Una importación interrumpida continúa donde estaba al iniciarla de nuevo; nada entra dos veces.</translation>
    </message>
    <message>
        <source>Which column is what: the name of a mapping that comes with the program, or a TOML file.</source>
        <translation>Qué es cada columna: el nombre de una correspondencia incluida en el programa o un archivo TOML.</translation>
    </message>
    <message>
        <source>List the mappings that come with the program.</source>
        <translation>Muestra las correspondencias incluidas en el programa.</translation>
    </message>
    <message>
        <source>Where to write what was refused, with line and reason (default: in the present folder, named after the CSV file with .refused.csv).</source>
        <translation>Dónde escribir lo rechazado, con línea y motivo (por omisión: en la carpeta actual, con el nombre del archivo CSV y .refused.csv).</translation>
    </message>
    <message>
        <source>The file to import.</source>
        <translation>El archivo que se importa.</translation>
    </message>
    <message>
        <source>%1: there is no such mapping. &quot;import --list&quot; names those that come with the program.</source>
        <translation>%1: no existe esa correspondencia. «import --list» muestra las incluidas en el programa.</translation>
    </message>
    <message>
        <source>%1 %, %2 incidents, %3 a second</source>
        <translation>%1 %, %2 incidencias, %3 por segundo</translation>
    </message>
    <message>
        <source>%1 %, passing what was done before</source>
        <translation>%1 %, pasando por lo ya hecho</translation>
    </message>
    <message>
        <source>This file was imported before with this mapping.</source>
        <translation>Este archivo ya se importó con esta correspondencia.</translation>
    </message>
    <message>
        <source>rows read</source>
        <translation>filas leídas</translation>
    </message>
    <message>
        <source>incidents imported</source>
        <translation>incidencias importadas</translation>
    </message>
    <message>
        <source>incidents that were there already</source>
        <translation>incidencias que ya estaban</translation>
    </message>
    <message>
        <source>incidents refused</source>
        <translation>incidencias rechazadas</translation>
    </message>
    <message>
        <source>status changes</source>
        <translation>cambios de estado</translation>
    </message>
    <message>
        <source>further status changes where no direct step exists</source>
        <translation>cambios de estado intermedios donde no hay paso directo</translation>
    </message>
    <message>
        <source>reassignments</source>
        <translation>reasignaciones</translation>
    </message>
    <message>
        <source>reopenings</source>
        <translation>reaperturas</translation>
    </message>
    <message>
        <source>changes of other fields</source>
        <translation>cambios de otros campos</translation>
    </message>
    <message>
        <source>What was refused stands in %1</source>
        <translation>Lo rechazado está en %1</translation>
    </message>
    <message>
        <source>Start the same command again to go on.</source>
        <translation>Repita la misma orden para continuar.</translation>
    </message>
</context>
</TS>
