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
