<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>EventText</name>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <extracomment>A changed field: its name, the value before, the value after</extracomment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Mentioned %1</source>
        <extracomment>%1 is a colleague</extracomment>
        <translation>Mencionó a %1</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ActionListModel</name>
    <message numerus="yes">
        <source>%Ln incident(s)</source>
        <translation>
            <numerusform>%Ln incidencia</numerusform>
            <numerusform>%Ln incidencias</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Deshecho: %1</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Sobre</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ActionText</name>
    <message>
        <source>Undone: %1</source>
        <translation>Deshecho: %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>Reply: %1</source>
        <translation>Respuesta: %1</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Archivo: %1</translation>
    </message>
    <message>
        <source>New incident: %1</source>
        <translation>Incidencia nueva: %1</translation>
    </message>
    <message>
        <source>Reopen: %1</source>
        <translation>Reabrir: %1</translation>
    </message>
    <message>
        <source>New customer: %1</source>
        <translation>Cliente nuevo: %1</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>A punto de enviarse</translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>Espera al servidor</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Enviándose</translation>
    </message>
    <message>
        <source>Somebody else changed the same: choose</source>
        <translation>Otra persona cambió lo mismo: hay que elegir</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Deshecho</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>It was sent long ago, and the server cannot tell any more whether it arrived. Look at the incident, then send it again or dismiss it.</source>
        <translation>Se envió hace mucho y el servidor ya no puede decir si llegó. Mirar la incidencia y después enviarlo otra vez o descartarlo.</translation>
    </message>
    <message>
        <source>A file that goes with it cannot be read any more.</source>
        <translation>Ya no se puede leer un archivo que lo acompaña.</translation>
    </message>
    <message>
        <source>What it belongs to was never created.</source>
        <translation>Aquello a lo que pertenece no llegó a crearse.</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Rechazado: %1</translation>
    </message>
    <message>
        <source>Tags added: %1</source>
        <translation>Etiquetas añadidas: %1</translation>
    </message>
    <message>
        <source>Tags removed: %1</source>
        <translation>Etiquetas quitadas: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>so many incidents of so many</comment>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Under way: %1</source>
        <translation>En curso: %1</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>Cancelado: %1</translation>
    </message>
    <message numerus="yes">
        <source>Done; %Ln not changed</source>
        <translation>
            <numerusform>Hecho; %Ln sin cambiar</numerusform>
            <numerusform>Hecho; %Ln sin cambiar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::ActionsWindow</name>
    <message>
        <source>What I did</source>
        <translation>Lo que he hecho</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Aún sin enviar</translation>
    </message>
    <message>
        <source>My changes</source>
        <translation>Mis cambios</translation>
    </message>
    <message>
        <source>&amp;Not sent yet</source>
        <translation>Aún si&amp;n enviar</translation>
    </message>
    <message>
        <source>My c&amp;hanges</source>
        <translation>Mis cam&amp;bios</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>Ele&amp;gir…</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>&amp;Enviar otra vez</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>Copy &amp;text</source>
        <translation>Copiar &amp;texto</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>Desca&amp;rtar</translation>
    </message>
    <message>
        <source>&amp;Results…</source>
        <translation>Re&amp;sultados…</translation>
    </message>
    <message>
        <source>Show &amp;incident</source>
        <translation>Ver &amp;incidencia</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Everything has reached the server.</source>
        <translation>Todo ha llegado al servidor.</translation>
    </message>
    <message>
        <source>You have changed nothing yet.</source>
        <translation>Todavía no hay cambios propios.</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Retirar</translation>
    </message>
    <message>
        <source>%1: dismiss the text?</source>
        <translation>%1: ¿descartar el texto?</translation>
    </message>
    <message>
        <source>“%1” was never sent and is nowhere else.</source>
        <translation>«%1» no se ha enviado nunca y no está en ningún otro sitio.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent yet</source>
        <translation>
            <numerusform>%Ln sin enviar</numerusform>
            <numerusform>%Ln sin enviar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) your decision</source>
        <translation>
            <numerusform>%Ln espera una decisión</numerusform>
            <numerusform>%Ln esperan una decisión</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::AdministrationWords</name>
    <message>
        <source>Only for me</source>
        <translation>Solo para mí</translation>
    </message>
    <message>
        <source>For a team</source>
        <translation>Para un equipo</translation>
    </message>
    <message>
        <source>For everyone</source>
        <translation>Para todos</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Naranja</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Amarillo</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Verde azulado</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Morado</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Marrón</translation>
    </message>
</context>
<context>
    <name>mostrador::console::AssignDialog</name>
    <message>
        <source>Nobody has this name.</source>
        <translation>Nadie tiene ese nombre.</translation>
    </message>
    <message>
        <source>Assign %1</source>
        <translation>Asignar %1</translation>
    </message>
    <message>
        <source>&amp;Employee or team</source>
        <translation>&amp;Empleado o equipo</translation>
    </message>
    <message>
        <source>Employees and teams</source>
        <translation>Empleados y equipos</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>&amp;Asignar</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>%1 (me)</source>
        <translation>%1 (yo)</translation>
    </message>
    <message>
        <source>Assigned to %1.</source>
        <translation>Asignada a %1.</translation>
    </message>
    <message>
        <source>Team %1, nobody in particular</source>
        <translation>Equipo %1, nadie en concreto</translation>
    </message>
    <message>
        <source>Given to team %1.</source>
        <translation>Entregada al equipo %1.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>Assigned to nobody.</source>
        <translation>Sin asignar a nadie.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::AttachmentOpener</name>
    <message>
        <source>Files of this kind can contain programs, so %1 is not opened from here. Save it and have it checked.</source>
        <translation>Los archivos de este tipo pueden contener programas, por eso %1 no se abre desde aquí. Guardarlo y hacerlo revisar.</translation>
    </message>
    <message>
        <source>There is no room for temporary files on this computer.</source>
        <translation>En este equipo no hay sitio para archivos temporales.</translation>
    </message>
    <message>
        <source>Fetching %1…</source>
        <translation>Descargando %1…</translation>
    </message>
    <message>
        <source>No program on this computer opens %1. Save it instead.</source>
        <translation>Ningún programa de este equipo abre %1. Se puede guardar.</translation>
    </message>
    <message>
        <source>%1 was opened.</source>
        <translation>%1 se ha abierto.</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>Guardar archivo</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Guardado como %1.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::BulkDialog</name>
    <message numerus="yes">
        <source>Change %Ln incident(s)</source>
        <translation>
            <numerusform>Cambiar %Ln incidencia</numerusform>
            <numerusform>Cambiar %Ln incidencias</numerusform>
        </translation>
    </message>
    <message>
        <source>leave as it is</source>
        <translation>dejar como está</translation>
    </message>
    <message>
        <source>several with spaces between</source>
        <translation>varias separadas por espacios</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>a reply to each customer</source>
        <translation>una respuesta a cada cliente</translation>
    </message>
    <message>
        <source>an internal note</source>
        <translation>una nota interna</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>E&amp;stado</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Prioridad</translation>
    </message>
    <message>
        <source>&amp;Assign to</source>
        <translation>&amp;Asignar a</translation>
    </message>
    <message>
        <source>T&amp;eam</source>
        <translation>&amp;Equipo</translation>
    </message>
    <message>
        <source>Add &amp;tags</source>
        <translation>Añadir e&amp;tiquetas</translation>
    </message>
    <message>
        <source>&amp;Remove tags</source>
        <translation>&amp;Quitar etiquetas</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Mensaje</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>%1 (me)</source>
        <translation>%1 (yo)</translation>
    </message>
    <message>
        <source>None</source>
        <comment>no team</comment>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Choose what is to change.</source>
        <translation>Elegir qué debe cambiar.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) will be written. They cannot be taken back.</source>
        <translation>
            <numerusform>Se escribirá %Ln mensaje. No se puede retirar.</numerusform>
            <numerusform>Se escribirán %Ln mensajes. No se pueden retirar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incident(s) will change.</source>
        <translation>
            <numerusform>Cambiará %Ln incidencia.</numerusform>
            <numerusform>Cambiarán %Ln incidencias.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 → %3 (%4)</source>
        <extracomment>A field, its value before, its value after, how many incidents</extracomment>
        <translation>%1: %2 → %3 (%4)</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more kind(s) of change</source>
        <translation>
            <numerusform>y %Ln tipo de cambio más</numerusform>
            <numerusform>y %Ln tipos de cambio más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are so already.</source>
        <translation>
            <numerusform>%Ln ya está así.</numerusform>
            <numerusform>%Ln ya están así.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looked at so far: %1 of %2.</source>
        <translation>Miradas hasta ahora: %1 de %2.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::BulkProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Changing: %1 of %2</source>
        <comment>so many incidents of so many</comment>
        <translation>Cambiando: %1 de %2</translation>
    </message>
    <message>
        <source>Changing, when the server is back: %1 of %2</source>
        <comment>so many incidents of so many</comment>
        <translation>Cambiando, cuando vuelva el servidor: %1 de %2</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Changed: %1. So already: %2. Changed by others at the same time: %3. Refused: %4.</source>
        <translation>Cambiadas: %1. Ya estaban así: %2. Cambiadas por otros a la vez: %3. Rechazadas: %4.</translation>
    </message>
    <message>
        <source>Others changed it at the same time; theirs stands.</source>
        <translation>Otra persona la cambió a la vez; vale lo suyo.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CallForm</name>
    <message>
        <source>&amp;File the incident (Ctrl+Enter)</source>
        <translation>&amp;Registrar la incidencia (Ctrl+Intro)</translation>
    </message>
    <message>
        <source>Start &amp;anew</source>
        <translation>&amp;Empezar de nuevo</translation>
    </message>
    <message>
        <source>Phone call</source>
        <translation>Llamada telefónica</translation>
    </message>
    <message>
        <source>Not filed yet, from %1.</source>
        <translation>Sin registrar todavía, del %1.</translation>
    </message>
    <message>
        <source>The draft cannot be saved: %1</source>
        <translation>No se puede guardar el borrador: %1</translation>
    </message>
    <message>
        <source>It could not be kept: %1</source>
        <translation>No se ha podido guardar: %1</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>Ningún producto</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Ningún equipo</translation>
    </message>
    <message>
        <source>Forgets what is written here</source>
        <translation>Olvida lo que hay escrito aquí</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>What is written here is kept</source>
        <translation>Lo escrito aquí se conserva</translation>
    </message>
    <message>
        <source>Filing…</source>
        <translation>Registrando…</translation>
    </message>
    <message>
        <source>The server is away. What you file is kept and goes out when it is back.</source>
        <translation>El servidor no responde. Lo que registre se guarda y se enviará cuando vuelva.</translation>
    </message>
    <message>
        <source>The server is away. What you write is kept here; file it when the server is back.</source>
        <translation>El servidor no responde. Lo que escriba se conserva aquí; regístrelo cuando vuelva.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CallerFinder</name>
    <message>
        <source>Another &amp;caller</source>
        <translation>Otra &amp;persona</translation>
    </message>
    <message>
        <source>Who is callin&amp;g: name, telephone or e-mail</source>
        <translation>&amp;Quién llama: nombre, teléfono o correo</translation>
    </message>
    <message>
        <source>Name, telephone number or e-mail of the caller</source>
        <translation>Nombre, teléfono o correo de quien llama</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Clientes encontrados</translation>
    </message>
    <message>
        <source>Open incidents of the caller</source>
        <translation>Incidencias abiertas de quien llama</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Cliente nuevo</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>A customer&apos;s name, and how to reach them</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>New customer: %1</source>
        <translation>Cliente nuevo: %1</translation>
    </message>
    <message>
        <source>Type who is calling.</source>
        <translation>Escriba quién llama.</translation>
    </message>
    <message>
        <source>This e-mail belongs to a customer already: %1 was chosen.</source>
        <translation>Ese correo ya es de un cliente: se ha elegido a %1.</translation>
    </message>
    <message>
        <source>Choose who is calling, or enter a new customer.</source>
        <translation>Elija quién llama o introduzca un cliente nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open incident(s)</source>
        <translation>
            <numerusform>%Ln incidencia abierta</numerusform>
            <numerusform>%Ln incidencias abiertas</numerusform>
        </translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>Ninguna incidencia abierta</translation>
    </message>
    <message>
        <source>The up arrow in the subject comes here; Enter goes to the incident and begins a note of the call.</source>
        <translation>La flecha arriba en el asunto trae aquí; Intro lleva a la incidencia y comienza una nota de la llamada.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CannedRepliesWindow</name>
    <message>
        <source>Canned replies</source>
        <translation>Respuestas preparadas</translation>
    </message>
    <message>
        <source>&amp;New canned reply</source>
        <translation>&amp;Nueva respuesta preparada</translation>
    </message>
    <message>
        <source>Remove canned reply</source>
        <translation>Eliminar respuesta preparada</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>Messages that were written with it stay as they are.</source>
        <translation>Los mensajes escritos con ella quedan como están.</translation>
    </message>
    <message>
        <source>Only leads and administrators change canned replies.</source>
        <translation>Solo los responsables y los administradores cambian las respuestas preparadas.</translation>
    </message>
    <message>
        <source>Choose a canned reply.</source>
        <translation>Elija una respuesta preparada.</translation>
    </message>
    <message>
        <source>Letters, digits, - and _. Typed behind :: in a message it offers this reply.</source>
        <translation>Letras, cifras, - y _. Escrito tras :: en un mensaje ofrece esta respuesta.</translation>
    </message>
    <message>
        <source>Markdown. Filled in when it is used: %1</source>
        <translation>Markdown. Se rellena al usarla: %1</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Todos los equipos</translation>
    </message>
    <message>
        <source>Kept, but not offered any more</source>
        <translation>Se conserva, pero ya no se ofrece</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CannedReplyListModel</name>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Atajo</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>any</source>
        <translation>cualquiera</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archivado</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CommandPalette</name>
    <message>
        <source>Nothing has this name.</source>
        <translation>Nada se llama así.</translation>
    </message>
    <message>
        <source>Go to or do</source>
        <translation>Ir a o hacer</translation>
    </message>
    <message>
        <source>&amp;Action, view, reference, words or customer</source>
        <translation>&amp;Acción, vista, referencia, palabras o cliente</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidencia</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Composer</name>
    <message>
        <source>Sending %1 (%2 %)…</source>
        <translation>Enviando %1 (%2 %)…</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>No se ha enviado. %1</translation>
    </message>
    <message>
        <source>Not sent: %1. %2</source>
        <translation>No se ha enviado: %1. %2</translation>
    </message>
    <message>
        <source>&amp;Reply to the customer</source>
        <translation>&amp;Responder al cliente</translation>
    </message>
    <message>
        <source>Internal &amp;note</source>
        <translation>&amp;Nota interna</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>Archivos por enviar</translation>
    </message>
    <message>
        <source>&amp;Attach files…</source>
        <translation>&amp;Adjuntar archivos…</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Quitar archivo</translation>
    </message>
    <message>
        <source>an&amp;d then</source>
        <translation>y &amp;después</translation>
    </message>
    <message>
        <source>Status after sending</source>
        <translation>Estado después de enviar</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 no se puede leer.</translation>
    </message>
    <message numerus="yes">
        <source>A message takes at most %Ln file(s).</source>
        <translation>
            <numerusform>Un mensaje admite como máximo %Ln archivo.</numerusform>
            <numerusform>Un mensaje admite como máximo %Ln archivos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Adjuntar archivos</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Adjuntar</translation>
    </message>
    <message>
        <source>Write a message first.</source>
        <translation>Falta escribir el mensaje.</translation>
    </message>
    <message>
        <source>&amp;Save note (Ctrl+Enter)</source>
        <translation>Guardar n&amp;ota (Ctrl+Intro)</translation>
    </message>
    <message>
        <source>&amp;Send (Ctrl+Enter)</source>
        <translation>&amp;Enviar (Ctrl+Intro)</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Reply to the customer</source>
        <translation>Respuesta al cliente</translation>
    </message>
    <message>
        <source>Only employees see this.</source>
        <translation>Esto solo lo ven los empleados.</translation>
    </message>
    <message>
        <source>To %1 &lt;%2&gt;</source>
        <translation>Para %1 &lt;%2&gt;</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>Your role can read this conversation but not write in it.</source>
        <translation>Su función permite leer esta conversación, pero no escribir en ella.</translation>
    </message>
    <message>
        <source>The server is away. What you write is kept here; send it when the server is back.</source>
        <translation>El servidor no responde. Lo escrito se conserva aquí; se podrá enviar cuando vuelva.</translation>
    </message>
    <message>
        <source>keep the status</source>
        <translation>mantener el estado</translation>
    </message>
    <message>
        <source>set “%1”</source>
        <translation>pasar a «%1»</translation>
    </message>
    <message>
        <source>%1 is larger than %2, the most the server takes.</source>
        <extracomment>The name of a file and a size, such as &quot;10 MiB&quot;</extracomment>
        <translation>%1 ocupa más de %2, el máximo que admite el servidor.</translation>
    </message>
    <message>
        <source>Write what belongs in the place of %1.</source>
        <translation>Escriba lo que va en lugar de %1.</translation>
    </message>
    <message>
        <source>Send and go to the ne&amp;xt</source>
        <translation>Enviar y pasar a la si&amp;guiente</translation>
    </message>
    <message>
        <source>Send and mark as resol&amp;ved</source>
        <translation>Enviar y marcar como resue&amp;lta</translation>
    </message>
    <message>
        <source>Other ways to send</source>
        <translation>Otras formas de enviar</translation>
    </message>
    <message>
        <source>The server is away. What you send is kept and goes out when it is back.</source>
        <translation>El servidor no responde. Lo que se envíe se guarda y sale cuando vuelva.</translation>
    </message>
    <message>
        <source>Since you began to write this, something has been added to the conversation.</source>
        <translation>Desde que se empezó a escribir esto se ha añadido algo a la conversación.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConfirmDialog</name>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Conservar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConflictDialog</name>
    <message>
        <source>Changed by somebody else</source>
        <translation>Cambiado por otra persona</translation>
    </message>
    <message>
        <source>While you were editing, somebody else changed the same. Choose what is to stand.</source>
        <translation>Mientras se editaba, otra persona cambió lo mismo. Elegir qué debe quedar.</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>otra persona</translation>
    </message>
    <message>
        <source>Keep theirs: %1 (%2)</source>
        <translation>Dejar el suyo: %1 (%2)</translation>
    </message>
    <message>
        <source>Keep theirs: %1 (%2, %3)</source>
        <translation>Dejar el suyo: %1 (%2, %3)</translation>
    </message>
    <message>
        <source>Use mine: %1</source>
        <translation>Usar el mío: %1</translation>
    </message>
    <message>
        <source>&amp;Use these values</source>
        <translation>&amp;Usar estos valores</translation>
    </message>
    <message>
        <source>&amp;Cancel my change</source>
        <translation>&amp;Cancelar mi cambio</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConnectionBar</name>
    <message>
        <source>Changes of others do not come in by themselves: the server&apos;s address for them is not encrypted. Press F5 to refresh, and tell your administrator.</source>
        <translation>Los cambios de otras personas no llegan solos: la dirección del servidor para recibirlos no está cifrada. Pulsar F5 para actualizar y avisar a la administración.</translation>
    </message>
    <message>
        <source>The server answers, but changes of others do not come in yet. Connecting…</source>
        <translation>El servidor responde, pero aún no llegan los cambios de otras personas. Conectando…</translation>
    </message>
    <message>
        <source>Connected again. Everything is up to date.</source>
        <translation>Conexión recuperada. Todo está al día.</translation>
    </message>
    <message numerus="yes">
        <source>Trying again in %n second(s).</source>
        <translation>
            <numerusform>Nuevo intento en %n segundo.</numerusform>
            <numerusform>Nuevo intento en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Intentando de nuevo…</translation>
    </message>
    <message>
        <source>The server is away. You can go on reading and writing; nothing written is lost.</source>
        <translation>El servidor no responde. Se puede seguir leyendo y escribiendo; no se pierde nada de lo escrito.</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Probar ahora</translation>
    </message>
    <message>
        <source>The server is away. You see what is kept on this computer.</source>
        <translation>El servidor no responde. Se ve lo que hay guardado en este equipo.</translation>
    </message>
    <message>
        <source>The server is away. You see what is kept on this computer, as of %1.</source>
        <extracomment>A time such as 10:42, or with the date</extracomment>
        <translation>El servidor no responde. Se ve lo que hay guardado en este equipo (actualizado: %1).</translation>
    </message>
    <message>
        <source>What you do is sent when it is back; nothing is lost.</source>
        <translation>Lo que se haga se envía cuando vuelva; nada se pierde.</translation>
    </message>
    <message>
        <source>What you do is sent when it is back; leave this window open until then.</source>
        <translation>Lo que se haga se envía cuando vuelva; dejar esta ventana abierta hasta entonces.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Console</name>
    <message>
        <source>Your session has ended. Log in again to go on.</source>
        <translation>La sesión ha terminado. Iniciar sesión de nuevo para continuar.</translation>
    </message>
    <message>
        <source>The server does not answer. Trying again until it does…</source>
        <translation>El servidor no responde. Se seguirá intentando…</translation>
    </message>
    <message>
        <source>Going on as %1…</source>
        <translation>Continuando como %1…</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <source>Your session has ended. Log in again to go on; what you have written is kept.</source>
        <translation>La sesión ha terminado. Iniciar sesión de nuevo para continuar; lo escrito se conserva.</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Aún sin enviar</translation>
    </message>
    <message>
        <source>On this computer are changes that were not sent. They are sealed under the password you had before. Give it to send them.</source>
        <translation>En este equipo hay cambios sin enviar. Están sellados con la contraseña anterior. Escribirla para enviarlos.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) have not reached the server.</source>
        <translation>
            <numerusform>%Ln cambio no ha llegado al servidor.</numerusform>
            <numerusform>%Ln cambios no han llegado al servidor.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are on this computer only, and go when you log out.</source>
        <translation>Solo están en este equipo y desaparecen al cerrar la sesión.</translation>
    </message>
    <message>
        <source>Log out and lose them</source>
        <translation>Cerrar la sesión y perderlos</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConversationModel</name>
    <message>
        <source>Mostrador</source>
        <translation>Mostrador</translation>
    </message>
    <message>
        <source>Message from %1, %2: %3</source>
        <translation>Mensaje de %1, %2: %3</translation>
    </message>
    <message>
        <source>Internal note from %1, %2: %3</source>
        <translation>Nota interna de %1, %2: %3</translation>
    </message>
    <message>
        <source>File, %1: %2</source>
        <translation>Archivo, %1: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>who, when, what happened</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Message from %1, %2, goes out at %3: %4</source>
        <extracomment>%3 is a time of day</extracomment>
        <translation>Mensaje de %1, %2, sale a las %3: %4</translation>
    </message>
    <message>
        <source>not sent: the server refused it</source>
        <translation>sin enviar: el servidor lo rechazó</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>enviándose</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>aún sin enviar</translation>
    </message>
    <message>
        <source>Internal note from %1, which mentions you, %2: %3</source>
        <translation>Nota interna de %1, que le menciona, %2: %3</translation>
    </message>
    <message>
        <source>File from %1, %2: %3</source>
        <translation>Archivo de %1, %2: %3</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>%1, customer</source>
        <translation>%1, cliente</translation>
    </message>
    <message>
        <source>INTERNAL NOTE, only employees see it</source>
        <translation>NOTA INTERNA, solo la ven los empleados</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Archivo:</translation>
    </message>
    <message>
        <source>goes out at %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>sale a las %1</translation>
    </message>
    <message>
        <source>mentions you</source>
        <translation>le menciona</translation>
    </message>
    <message>
        <source>Not told: %1. Whoever may not see this incident cannot be called to it.</source>
        <extracomment>%1: names of colleagues</extracomment>
        <translation>No se avisó a: %1. No se puede llamar a quien no puede ver esta incidencia.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomFieldEditors</name>
    <message>
        <source>not given</source>
        <translation>sin indicar</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>Escriba un número.</translation>
    </message>
    <message>
        <source>Enter a date, such as %1.</source>
        <translation>Escriba una fecha, como %1.</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>año-mes-día</translation>
    </message>
    <message>
        <source>%1 *</source>
        <extracomment>A field that must be filled in</extracomment>
        <translation>%1 *</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomerCard</name>
    <message>
        <source>Open the c&amp;ustomer</source>
        <translation>Abrir el c&amp;liente</translation>
    </message>
    <message>
        <source>All of them in the &amp;list</source>
        <translation>Todas en la l&amp;ista</translation>
    </message>
    <message>
        <source>Other incidents of this customer</source>
        <translation>Otras incidencias de este cliente</translation>
    </message>
    <message>
        <source>%1 · customer since %2</source>
        <extracomment>A language and a date</extracomment>
        <translation>%1 · cliente desde el %2</translation>
    </message>
    <message>
        <source>Products: %1</source>
        <translation>Productos: %1</translation>
    </message>
    <message>
        <source>No other incidents</source>
        <translation>Ninguna otra incidencia</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>number of other incidents, how many of them are open</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other incident(s)</source>
        <translation>
            <numerusform>%Ln incidencia más</numerusform>
            <numerusform>%Ln incidencias más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln abierta</numerusform>
            <numerusform>%Ln abiertas</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest of many incidents</source>
        <translation>Las más recientes de muchas incidencias</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomerFile</name>
    <message>
        <source>%1, %2, opened %3: %4</source>
        <comment>reference, status, time, subject</comment>
        <translation>%1, %2, abierta el %3: %4</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>status, reference, subject</comment>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomerListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ciudad</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creación</translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomersWindow</name>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>&amp;New customer</source>
        <translation>&amp;Nuevo cliente</translation>
    </message>
    <message>
        <source>Remove customer</source>
        <translation>Eliminar cliente</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>Name, e-mail, address and everything else kept about this person are erased. This cannot be taken back. Their incidents stay, without the person.</source>
        <translation>Se borran el nombre, el correo, la dirección y todo lo demás que se guarda de esta persona. No se puede deshacer. Sus incidencias quedan, sin la persona.</translation>
    </message>
    <message>
        <source>Your role can read customers but not change them.</source>
        <translation>Su función permite ver los clientes, pero no cambiarlos.</translation>
    </message>
    <message>
        <source>Choose a customer, or add a new one.</source>
        <translation>Elegir un cliente o crear uno nuevo.</translation>
    </message>
    <message>
        <source>Year-month-day, such as 1985-03-27; may stay empty</source>
        <translation>Año-mes-día, por ejemplo 1985-03-27; puede quedar vacío</translation>
    </message>
    <message>
        <source>Mail and pages go out in this language</source>
        <translation>Los correos y las páginas van en este idioma</translation>
    </message>
</context>
<context>
    <name>mostrador::console::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>mostrador::console::DraftBar</name>
    <message>
        <source>Us&amp;e this instead</source>
        <translation>&amp;Usar este en su lugar</translation>
    </message>
    <message>
        <source>Put it &amp;below</source>
        <translation>&amp;Ponerlo debajo</translation>
    </message>
    <message>
        <source>Discard i&amp;t</source>
        <translation>Descar&amp;tarlo</translation>
    </message>
    <message>
        <source>What you wrote elsewhere</source>
        <translation>Lo que escribió en otro lugar</translation>
    </message>
    <message>
        <source>At %1 you wrote something else here on another computer. Both texts are kept until you choose.</source>
        <extracomment>%1: a time</extracomment>
        <translation>En otro ordenador hay otro texto para este mensaje (%1). Se conservan los dos hasta elegir.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::DueDialog</name>
    <message>
        <source>When %1 is due</source>
        <translation>Vencimiento de %1</translation>
    </message>
    <message>
        <source>&amp;When (3d, 2h, friday 9:30, a date)</source>
        <translation>&amp;Cuándo (3d, 2h, viernes 9:30, una fecha)</translation>
    </message>
    <message>
        <source>Usual times</source>
        <translation>Plazos habituales</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>In two hours</source>
        <translation>Dentro de dos horas</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Mañana</translation>
    </message>
    <message>
        <source>In three days</source>
        <translation>Dentro de tres días</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>Dentro de dos semanas</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Sin vencimiento</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Fijar</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name of a time, date and hour</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>key, what it sets</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Type a time, or the number of a usual one.</source>
        <translation>Escriba cuándo, o el número de un plazo habitual.</translation>
    </message>
    <message>
        <source>This is no time that can be read. Examples: 3d, 2h, friday 9:30, %1.</source>
        <translation>No se entiende cuándo. Ejemplos: 3d, 2h, viernes 9:30, %1.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::EmployeeListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Función</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Equipos</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creación</translation>
    </message>
</context>
<context>
    <name>mostrador::console::EmployeesWindow</name>
    <message>
        <source>Employees</source>
        <translation>Empleados</translation>
    </message>
    <message>
        <source>&amp;New employee</source>
        <translation>&amp;Nuevo empleado</translation>
    </message>
    <message>
        <source>Remove employee</source>
        <translation>Eliminar empleado</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>The employee can no longer log in, and all their sessions end. Their name stays in the history of incidents.</source>
        <translation>El empleado ya no podrá iniciar sesión y terminan todas sus sesiones. Su nombre queda en el historial de las incidencias.</translation>
    </message>
    <message>
        <source>Only administrators change other employees.</source>
        <translation>Solo la administración cambia a otros empleados.</translation>
    </message>
    <message>
        <source>Choose an employee.</source>
        <translation>Elegir un empleado.</translation>
    </message>
    <message>
        <source>Set &amp;password…</source>
        <translation>Poner &amp;contraseña…</translation>
    </message>
    <message>
        <source>The employee logs in with it</source>
        <translation>El empleado inicia sesión con él</translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s); the employee can change it</source>
        <translation>
            <numerusform>Al menos %Ln carácter; el empleado puede cambiarla</numerusform>
            <numerusform>Al menos %Ln caracteres; el empleado puede cambiarla</numerusform>
        </translation>
    </message>
    <message>
        <source>May log in</source>
        <translation>Puede iniciar sesión</translation>
    </message>
</context>
<context>
    <name>mostrador::console::FailureText</name>
    <message>
        <source>The server does not answer. Check the network; the console tries again by itself.</source>
        <translation>El servidor no responde. Comprobar la red; la consola lo intenta de nuevo por sí sola.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate cannot be trusted, so nothing was sent. Tell your administrator.</source>
        <translation>El certificado del servidor no es de confianza y no se ha enviado nada. Avisar a la administración.</translation>
    </message>
    <message>
        <source>Your session has ended. Log in again to go on.</source>
        <translation>La sesión ha terminado. Iniciar sesión de nuevo para continuar.</translation>
    </message>
    <message>
        <source>What answers at this address is not a Mostrador server of a suitable version.</source>
        <translation>Lo que responde en esta dirección no es un servidor de Mostrador de una versión adecuada.</translation>
    </message>
    <message>
        <source>A file on this computer cannot be read or written: %1</source>
        <translation>Un archivo de este equipo no se puede leer o escribir: %1</translation>
    </message>
    <message>
        <source>(Number for the administrator: %1)</source>
        <translation>(Número para la administración: %1)</translation>
    </message>
</context>
<context>
    <name>mostrador::console::FieldEditors</name>
    <message>
        <source>not given</source>
        <translation>sin indicar</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>Cualquier idioma</translation>
    </message>
</context>
<context>
    <name>mostrador::console::FieldText</name>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::FilesSaver</name>
    <message>
        <source>Save all files into a folder</source>
        <translation>Guardar todos los archivos en una carpeta</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>Se ha cancelado.</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <comment>number, of how many, name of a file</comment>
        <translation>%1 de %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) saved in %1.</source>
        <translation>
            <numerusform>%Ln archivo guardado en %1.</numerusform>
            <numerusform>%Ln archivos guardados en %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln file(s) saved in %2. %3</source>
        <comment>how many, folder, reason</comment>
        <translation>
            <numerusform>%1 de %Ln archivo guardado en %2. %3</numerusform>
            <numerusform>%1 de %Ln archivos guardados en %2. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::FilesView</name>
    <message>
        <source>No files.</source>
        <translation>No hay archivos.</translation>
    </message>
    <message>
        <source>&amp;Open file</source>
        <translation>&amp;Abrir archivo</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Guardar &amp;como…</translation>
    </message>
    <message>
        <source>Files of this incident</source>
        <translation>Archivos de esta incidencia</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>(internal)</source>
        <translation>(interno)</translation>
    </message>
    <message>
        <source>Save a&amp;ll…</source>
        <translation>Guardar &amp;todo…</translation>
    </message>
</context>
<context>
    <name>mostrador::console::HandoverForm</name>
    <message>
        <source>&amp;Hand over (Ctrl+Enter)</source>
        <translation>&amp;Traspasar (Ctrl+Intro)</translation>
    </message>
    <message>
        <source>Start &amp;anew</source>
        <translation>&amp;Empezar de nuevo</translation>
    </message>
    <message>
        <source>Hand over my shift</source>
        <translation>Traspasar mi turno</translation>
    </message>
    <message>
        <source>Not handed over yet, from %1.</source>
        <translation>Sin traspasar todavía, del %1.</translation>
    </message>
    <message>
        <source>The draft cannot be saved: %1</source>
        <translation>No se puede guardar el borrador: %1</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Nadie todavía</translation>
    </message>
    <message>
        <source>Team %1</source>
        <translation>Equipo %1</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Para</translation>
    </message>
    <message>
        <source> h</source>
        <comment>hours</comment>
        <translation> h</translation>
    </message>
    <message>
        <source>Hours of the shift</source>
        <translation>Horas del turno</translation>
    </message>
    <message>
        <source>Hours of the &amp;shift</source>
        <translation>&amp;Horas del turno</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>&amp;Note (Markdown; Alt+Enter or Ctrl+click opens an incident)</source>
        <translation>&amp;Nota (Markdown; Alt+Intro o Ctrl+clic abre una incidencia)</translation>
    </message>
    <message>
        <source>What goes with it</source>
        <translation>Lo que va con ella</translation>
    </message>
    <message>
        <source>&amp;What goes with it (Space chooses, Enter opens)</source>
        <translation>&amp;Lo que va con ella (Espacio elige, Intro abre)</translation>
    </message>
    <message>
        <source>Makes the note again from the shift</source>
        <translation>Vuelve a hacer la nota a partir del turno</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>What is written here is kept</source>
        <translation>Lo escrito aquí se conserva</translation>
    </message>
    <message>
        <source>Handing over…</source>
        <translation>Traspasando…</translation>
    </message>
    <message>
        <source>The server is away. What you write is kept here; hand over when the server is back.</source>
        <translation>El servidor no está disponible. Lo que escriba se conserva aquí; traspáselo cuando vuelva el servidor.</translation>
    </message>
    <message>
        <source>Looking through the shift…</source>
        <translation>Revisando el turno…</translation>
    </message>
    <message>
        <source>Choose a colleague or a team first.</source>
        <translation>Elija antes un compañero o un equipo.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::HandoverText</name>
    <message>
        <source>due %1</source>
        <translation>vence: %1</translation>
    </message>
    <message numerus="yes">
        <source>and more than %n others</source>
        <translation>
            <numerusform>y más de %n otra</numerusform>
            <numerusform>y más de %n otras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n others</source>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>What is promised</source>
        <translation>Lo prometido</translation>
    </message>
    <message>
        <source>What falls due</source>
        <translation>Lo que vence</translation>
    </message>
    <message>
        <source>What I did besides</source>
        <translation>Qué más he hecho</translation>
    </message>
    <message>
        <source>What I have begun to write</source>
        <translation>Lo que he empezado a escribir</translation>
    </message>
    <message>
        <source>Draft of a note</source>
        <translation>Borrador de nota</translation>
    </message>
    <message>
        <source>Draft of a reply</source>
        <translation>Borrador de respuesta</translation>
    </message>
</context>
<context>
    <name>mostrador::console::HandoverWindow</name>
    <message>
        <source>Con&amp;firm (C)</source>
        <translation>Con&amp;firmar (C)</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>Traspasos</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Incidents of the hand-over</source>
        <translation>Incidencias del traspaso</translation>
    </message>
    <message>
        <source>&amp;Incidents (Enter opens)</source>
        <translation>&amp;Incidencias (Intro abre)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>A %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>De %1</translation>
    </message>
    <message>
        <source>Confirmed by %1</source>
        <translation>Confirmado por %1</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>Sin confirmar</translation>
    </message>
    <message>
        <source>To be confirmed</source>
        <translation>Por confirmar</translation>
    </message>
    <message numerus="yes">
        <source>%n incidents</source>
        <translation>
            <numerusform>%n incidencia</numerusform>
            <numerusform>%n incidencias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incidents are not for you to see.</source>
        <translation>
            <numerusform>%n incidencia no está a su alcance.</numerusform>
            <numerusform>%n incidencias no están a su alcance.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been handed over yet.</source>
        <translation>Todavía no se ha traspasado nada.</translation>
    </message>
    <message>
        <source>%1 is not for %2 to see.</source>
        <translation>%1 no está al alcance de %2.</translation>
    </message>
    <message>
        <source>Confirmed by %1, %2.</source>
        <translation>Confirmado por %1, %2.</translation>
    </message>
    <message>
        <source>Read it, then confirm it: %1 will be told.</source>
        <translation>Léalo y confírmelo: se avisará a %1.</translation>
    </message>
    <message>
        <source>Nobody has confirmed it yet.</source>
        <translation>Todavía no lo ha confirmado nadie.</translation>
    </message>
    <message>
        <source>Somebody else has confirmed it.</source>
        <translation>Ya lo ha confirmado otra persona.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Handovers</name>
    <message>
        <source>Shows what has been handed over to you</source>
        <translation>Muestra lo que le han traspasado</translation>
    </message>
    <message numerus="yes">
        <source>%n hand-overs to confirm</source>
        <translation>
            <numerusform>%n traspaso por confirmar</numerusform>
            <numerusform>%n traspasos por confirmar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 hands over to %2: %n incidents.</source>
        <translation>
            <numerusform>%1 traspasa a %2: %n incidencia.</numerusform>
            <numerusform>%1 traspasa a %2: %n incidencias.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 hands over to you: %n incidents.</source>
        <translation>
            <numerusform>%1 le traspasa su turno: %n incidencia.</numerusform>
            <numerusform>%1 le traspasa su turno: %n incidencias.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>%1 has confirmed what you handed over.</source>
        <translation>%1 ha confirmado lo que usted traspasó.</translation>
    </message>
    <message>
        <source>%1 is not for %2 to see.</source>
        <translation>%1 no está al alcance de %2.</translation>
    </message>
    <message>
        <source>Handed over to %1.</source>
        <translation>Traspasado a %1.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::HistoryModel</name>
    <message>
        <source>Mostrador</source>
        <translation>Mostrador</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentActions</name>
    <message>
        <source>&amp;Reply to the customer</source>
        <translation>&amp;Responder al cliente</translation>
    </message>
    <message>
        <source>Write an internal &amp;note</source>
        <translation>Escribir una &amp;nota interna</translation>
    </message>
    <message>
        <source>Attach &amp;files…</source>
        <translation>Adjuntar arc&amp;hivos…</translation>
    </message>
    <message>
        <source>&amp;Assign…</source>
        <translation>&amp;Asignar…</translation>
    </message>
    <message>
        <source>Assign to &amp;me</source>
        <translation>Asignar a &amp;mí</translation>
    </message>
    <message>
        <source>&amp;Copy reference</source>
        <translation>&amp;Copiar referencia</translation>
    </message>
    <message>
        <source>Show c&amp;ustomer</source>
        <translation>&amp;Ver cliente</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>&amp;Estado</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Prioridad</translation>
    </message>
    <message>
        <source>Assigned to %1.</source>
        <translation>Asignada a %1.</translation>
    </message>
    <message>
        <source>Status: %1.</source>
        <translation>Estado: %1.</translation>
    </message>
    <message>
        <source>Priority: %1.</source>
        <translation>Prioridad: %1.</translation>
    </message>
    <message>
        <source>Priority follows from impact and urgency.</source>
        <translation>La prioridad se deduce del impacto y la urgencia.</translation>
    </message>
    <message>
        <source>Reopen %1</source>
        <translation>Reabrir %1</translation>
    </message>
    <message>
        <source>&amp;Why is it opened again? The history keeps your words.</source>
        <translation>¿&amp;Por qué se reabre? El historial lo conserva.</translation>
    </message>
    <message>
        <source>&amp;Reopen</source>
        <translation>&amp;Reabrir</translation>
    </message>
    <message>
        <source>Choose the s&amp;tatus…</source>
        <translation>Elegir el es&amp;tado…</translation>
    </message>
    <message>
        <source>Choose the pri&amp;ority…</source>
        <translation>Elegir la pri&amp;oridad…</translation>
    </message>
    <message>
        <source>Mark as res&amp;olved</source>
        <translation>Marcar como res&amp;uelta</translation>
    </message>
    <message>
        <source>Set the &amp;due date…</source>
        <translation>Fijar el &amp;vencimiento…</translation>
    </message>
    <message>
        <source>From impact and urgency</source>
        <translation>Según impacto y urgencia</translation>
    </message>
    <message>
        <source>Due %1.</source>
        <translation>Vence el %1.</translation>
    </message>
    <message>
        <source>No due date any more.</source>
        <translation>Ya no tiene vencimiento.</translation>
    </message>
    <message>
        <source>Ta&amp;gs…</source>
        <translation>Eti&amp;quetas…</translation>
    </message>
    <message>
        <source>No tags any more.</source>
        <translation>Ya no tiene etiquetas.</translation>
    </message>
    <message>
        <source>Tags: %1.</source>
        <translation>Etiquetas: %1.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentHeader</name>
    <message>
        <source>Change the status</source>
        <translation>Cambiar el estado</translation>
    </message>
    <message>
        <source>%1 (set by hand)</source>
        <translation>%1 (puesta a mano)</translation>
    </message>
    <message>
        <source>Change the priority</source>
        <translation>Cambiar la prioridad</translation>
    </message>
    <message>
        <source>Nobody assigned</source>
        <translation>Sin asignar</translation>
    </message>
    <message>
        <source>Assign to somebody</source>
        <translation>Asignar a alguien</translation>
    </message>
    <message>
        <source>%1 (overdue)</source>
        <translation>%1 (vencida)</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentListModel</name>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>%1 (set by hand)</source>
        <translation>%1 (puesta a mano)</translation>
    </message>
    <message>
        <source>%1 (impact: %2, urgency: %3)</source>
        <translation>%1 (impacto: %2, urgencia: %3)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Asunto</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Producto</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Asignada a</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Último cambio</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creación</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Vence</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>%1 (me)</source>
        <translation>%1 (yo)</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>aún sin enviar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentPanel</name>
    <message>
        <source>&amp;Conversation</source>
        <translation>&amp;Conversación</translation>
    </message>
    <message>
        <source>Fi&amp;les</source>
        <translation>Arc&amp;hivos</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>Hi&amp;storial</translation>
    </message>
    <message numerus="yes">
        <source>Fi&amp;les (%Ln)</source>
        <translation>
            <numerusform>Arc&amp;hivos (%Ln)</numerusform>
            <numerusform>Arc&amp;hivos (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Not changed. %1</source>
        <translation>No se ha cambiado. %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>This incident can no longer be seen.</source>
        <translation>Esta incidencia ya no se puede ver.</translation>
    </message>
    <message>
        <source>The time to reopen is over, so %1 was made as a follow-up.</source>
        <translation>El plazo para reabrir ha pasado; se ha creado %1 como continuación.</translation>
    </message>
    <message>
        <source>The draft cannot be kept on this computer: %1</source>
        <translation>El borrador no se puede conservar en este equipo: %1</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Choose an incident to read it.</source>
        <translation>Elegir una incidencia para leerla.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>This link leads out of Mostrador: %1</source>
        <translation>Este enlace sale de Mostrador: %1</translation>
    </message>
    <message>
        <source>&amp;Write mail</source>
        <translation>Escribir correo</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Abrir en el navegador</translation>
    </message>
    <message>
        <source>%1: sent.</source>
        <translation>%1: enviado.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Note kept. It is saved when the server is back.</source>
        <translation>Nota guardada aquí. Pasa al servidor cuando vuelva.</translation>
    </message>
    <message>
        <source>Reply kept. It is sent when the server is back.</source>
        <translation>Respuesta guardada aquí. Se envía cuando vuelva el servidor.</translation>
    </message>
    <message>
        <source>%1 Not sent yet.</source>
        <translation>%1 Aún sin enviar.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentSideBar</name>
    <message>
        <source>Properties</source>
        <translation>Propiedades</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Fold or unfold this part</source>
        <translation>Plegar o desplegar esta parte</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentTabs</name>
    <message>
        <source>Open incidents</source>
        <translation>Incidencias abiertas</translation>
    </message>
    <message>
        <source>From the list</source>
        <translation>De la lista</translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentWindow</name>
    <message>
        <source>Incident</source>
        <translation>Incidencia</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>&amp;Incidencia</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>reference, subject</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>Go to the c&amp;onversation</source>
        <translation>Ir a la c&amp;onversación</translation>
    </message>
    <message>
        <source>Go to the propert&amp;ies</source>
        <translation>Ir a las propi&amp;edades</translation>
    </message>
    <message>
        <source>Go to the c&amp;ustomer&apos;s incidents</source>
        <translation>Ir a las incidencias del c&amp;liente</translation>
    </message>
    <message>
        <source>Side bar of the inciden&amp;t</source>
        <translation>Barra la&amp;teral de la incidencia</translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation>Pestaña s&amp;iguiente</translation>
    </message>
    <message>
        <source>Previous ta&amp;b</source>
        <translation>Pestaña a&amp;nterior</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Actualizar</translation>
    </message>
    <message>
        <source>Into a ta&amp;b of the main window</source>
        <translation>A una &amp;pestaña de la ventana principal</translation>
    </message>
    <message>
        <source>&amp;Close the window</source>
        <translation>&amp;Cerrar la ventana</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>Atajos de &amp;teclado…</translation>
    </message>
</context>
<context>
    <name>mostrador::console::LoginWindow</name>
    <message>
        <source>Log in to Mostrador</source>
        <translation>Iniciar sesión en Mostrador</translation>
    </message>
    <message>
        <source>Mostrador</source>
        <translation>Mostrador</translation>
    </message>
    <message>
        <source>&amp;Server address</source>
        <translation>Dirección del &amp;servidor</translation>
    </message>
    <message>
        <source>support.example.com</source>
        <translation>soporte.example.com</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Dirección del servidor</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>Co&amp;rreo electrónico</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Mostrar</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
    <message>
        <source>Stay logged in on &amp;this computer</source>
        <translation>Mantener la sesión en este &amp;equipo</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>I&amp;dioma</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>&amp;Iniciar sesión</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>Iniciando sesión</translation>
    </message>
    <message>
        <source>The connection to this server is not encrypted: others in the network can read along.</source>
        <translation>La conexión con este servidor no está cifrada: otras personas de la red pueden leerla.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Enter the address of your company&apos;s server.</source>
        <translation>Falta la dirección del servidor de la empresa.</translation>
    </message>
    <message>
        <source>Enter an address such as support.example.com or https://support.example.com:8443.</source>
        <translation>Escribir una dirección como soporte.example.com o https://soporte.example.com:8443.</translation>
    </message>
    <message>
        <source>Enter your e-mail address, such as name@example.com.</source>
        <translation>Escribir una dirección de correo, por ejemplo nombre@example.com.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Falta la contraseña.</translation>
    </message>
    <message>
        <source>No server answers at this address. Check the address and the network.</source>
        <translation>Ningún servidor responde en esta dirección. Comprobar la dirección y la red.</translation>
    </message>
    <message>
        <source>This computer offers no key store, so you stay logged in only until you close Mostrador. Your password is never kept.</source>
        <translation>Este equipo no ofrece almacén de claves: la sesión se mantiene solo hasta cerrar Mostrador. La contraseña nunca se guarda.</translation>
    </message>
    <message>
        <source>The log-in goes to the system&apos;s key store. Your password is never kept.</source>
        <translation>La sesión va al almacén de claves del sistema. La contraseña nunca se guarda.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::MainWindow</name>
    <message>
        <source>&amp;Mostrador</source>
        <translation>&amp;Mostrador</translation>
    </message>
    <message>
        <source>Change my &amp;password…</source>
        <translation>Cambiar mi &amp;contraseña…</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>C&amp;errar sesión</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>&amp;Incidencia</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Buscar…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Actualizar</translation>
    </message>
    <message>
        <source>&amp;Next incident</source>
        <translation>&amp;Siguiente incidencia</translation>
    </message>
    <message>
        <source>Pre&amp;vious incident</source>
        <translation>Incidencia a&amp;nterior</translation>
    </message>
    <message>
        <source>Go to the &amp;list</source>
        <translation>Ir a la &amp;lista</translation>
    </message>
    <message>
        <source>Go to the c&amp;onversation</source>
        <translation>Ir a la c&amp;onversación</translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation>Pestaña si&amp;guiente</translation>
    </message>
    <message>
        <source>Previous ta&amp;b</source>
        <translation>&amp;Pestaña anterior</translation>
    </message>
    <message>
        <source>Incident &amp;below the list</source>
        <translation>Incidencia &amp;debajo de la lista</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>Aspec&amp;to</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Como el &amp;sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>Mana&amp;ge</source>
        <translation>&amp;Gestión</translation>
    </message>
    <message>
        <source>&amp;Customers…</source>
        <translation>&amp;Clientes…</translation>
    </message>
    <message>
        <source>&amp;Employees…</source>
        <translation>&amp;Empleados…</translation>
    </message>
    <message>
        <source>&amp;Teams…</source>
        <translation>E&amp;quipos…</translation>
    </message>
    <message>
        <source>&amp;Products…</source>
        <translation>&amp;Productos…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;About Mostrador</source>
        <translation>A&amp;cerca de Mostrador</translation>
    </message>
    <message>
        <source>About Mostrador</source>
        <translation>Acerca de Mostrador</translation>
    </message>
    <message>
        <source>Mostrador %1, the employees&apos; console. Incident management for an online company.</source>
        <translation>Mostrador %1, la consola de los empleados. Gestión de incidencias para una empresa en línea.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior. Se ofrece sin garantía alguna.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configuración</translation>
    </message>
    <message>
        <source>Mostrador</source>
        <translation>Mostrador</translation>
    </message>
    <message>
        <source>%1 (%2) · %3</source>
        <comment>employee, role, server</comment>
        <translation>%1 (%2) · %3</translation>
    </message>
    <message>
        <source>&amp;Go to or do…</source>
        <translation>&amp;Ir a o hacer…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Atajos de teclado…</translation>
    </message>
    <message>
        <source>&amp;Save this search as a view…</source>
        <translation>&amp;Guardar esta búsqueda como vista…</translation>
    </message>
    <message>
        <source>&amp;Views…</source>
        <translation>&amp;Vistas…</translation>
    </message>
    <message>
        <source>Canned &amp;replies…</source>
        <translation>&amp;Respuestas preparadas…</translation>
    </message>
    <message>
        <source>Ta&amp;gs…</source>
        <translation>Eti&amp;quetas…</translation>
    </message>
    <message>
        <source>&amp;Edit in the list</source>
        <translation>&amp;Editar en la lista</translation>
    </message>
    <message>
        <source>Select all inci&amp;dents</source>
        <translation>Selecciona&amp;r todas las incidencias</translation>
    </message>
    <message>
        <source>Compact ro&amp;ws</source>
        <translation>&amp;Filas compactas</translation>
    </message>
    <message>
        <source>Go to the propert&amp;ies</source>
        <translation>Ir a las propi&amp;edades</translation>
    </message>
    <message>
        <source>Go to the c&amp;ustomer&apos;s incidents</source>
        <translation>Ir a las incidencias del c&amp;liente</translation>
    </message>
    <message>
        <source>Side bar of the inciden&amp;t</source>
        <translation>Barra la&amp;teral de la incidencia</translation>
    </message>
    <message>
        <source>Open in a ta&amp;b</source>
        <translation>Abrir en una &amp;pestaña</translation>
    </message>
    <message>
        <source>Open in a &amp;window</source>
        <translation>Abrir en una &amp;ventana</translation>
    </message>
    <message>
        <source>&amp;Close the tab</source>
        <translation>&amp;Cerrar la pestaña</translation>
    </message>
    <message>
        <source>Next open incident</source>
        <translation>Siguiente incidencia abierta</translation>
    </message>
    <message>
        <source>Previous open incident</source>
        <translation>Anterior incidencia abierta</translation>
    </message>
    <message>
        <source>Move the tab to the left</source>
        <translation>Mover la pestaña a la izquierda</translation>
    </message>
    <message>
        <source>Move the tab to the right</source>
        <translation>Mover la pestaña a la derecha</translation>
    </message>
    <message>
        <source>Open the row in a tab</source>
        <translation>Abrir la fila en una pestaña</translation>
    </message>
    <message>
        <source>Open the row in a window</source>
        <translation>Abrir la fila en una ventana</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Deshecho: %1</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <source>All incidents</source>
        <translation>Todas las incidencias</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>No se ha cambiado nada. %1</translation>
    </message>
    <message>
        <source>&amp;Results…</source>
        <translation>Re&amp;sultados…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Undo my last change</source>
        <translation>&amp;Deshacer mi último cambio</translation>
    </message>
    <message>
        <source>My c&amp;hanges…</source>
        <translation>Mis cam&amp;bios…</translation>
    </message>
    <message>
        <source>&amp;Not sent yet…</source>
        <translation>Aún si&amp;n enviar…</translation>
    </message>
    <message>
        <source>Days kept for work &amp;offline…</source>
        <translation>Días guardados para trabajar sin c&amp;onexión…</translation>
    </message>
    <message>
        <source>Write to all &amp;selected…</source>
        <translation>Escri&amp;bir a todas las seleccionadas…</translation>
    </message>
    <message>
        <source>Select several incidents in the list first.</source>
        <translation>Seleccionar antes varias incidencias en la lista.</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Trabajo sin conexión</translation>
    </message>
    <message>
        <source>Incidents changed in the last so many days are kept on this computer, encrypted, for when the server is away. They go when you log out.</source>
        <translation>Las incidencias cambiadas en estos últimos días se guardan cifradas en este equipo para cuando el servidor no responda. Se borran al cerrar la sesión.</translation>
    </message>
    <message>
        <source>High contrast, &amp;black on white</source>
        <translation>Alto contraste, &amp;negro sobre blanco</translation>
    </message>
    <message>
        <source>High contrast, &amp;white on black</source>
        <translation>Alto contraste, &amp;blanco sobre negro</translation>
    </message>
    <message>
        <source>Search for e&amp;xactly what was typed</source>
        <translation>Buscar e&amp;xactamente lo escrito</translation>
    </message>
    <message>
        <source>List &amp;all that was found</source>
        <translation>Ver en la lista &amp;todo lo encontrado</translation>
    </message>
    <message>
        <source>Re&amp;member my searches</source>
        <translation>&amp;Recordar mis búsquedas</translation>
    </message>
    <message>
        <source>Forget my searches</source>
        <translation>Olvidar mis búsquedas</translation>
    </message>
    <message>
        <source>Filed as %1.</source>
        <translation>Registrada como %1.</translation>
    </message>
    <message>
        <source>“%1” is kept and filed when the server is back.</source>
        <translation>«%1» queda guardada y se registrará cuando vuelva el servidor.</translation>
    </message>
    <message>
        <source>P&amp;hone call…</source>
        <translation>Llamada telef&amp;ónica…</translation>
    </message>
    <message>
        <source>Hand o&amp;ver my shift…</source>
        <translation>Traspasar mi t&amp;urno…</translation>
    </message>
    <message>
        <source>&amp;Received and given hand-overs…</source>
        <translation>Traspasos &amp;recibidos y dados…</translation>
    </message>
    <message>
        <source>Not&amp;ifications…</source>
        <translation>Av&amp;isos…</translation>
    </message>
    <message>
        <source>&amp;Mark all notifications as read</source>
        <translation>Marcar todos los avisos como &amp;leídos</translation>
    </message>
    <message>
        <source>Notification &amp;settings…</source>
        <translation>A&amp;justes de los avisos…</translation>
    </message>
</context>
<context>
    <name>mostrador::console::MessageCompleter</name>
    <message>
        <source>Suggestions</source>
        <translation>Sugerencias</translation>
    </message>
    <message>
        <source>There is nothing known for %1: write it yourself.</source>
        <translation>No hay nada para %1: escríbalo usted.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Notice</name>
    <message>
        <source>Hide this message</source>
        <translation>Ocultar este mensaje</translation>
    </message>
</context>
<context>
    <name>mostrador::console::NotificationCentre</name>
    <message numerus="yes">
        <source>%Ln notification(s)</source>
        <translation>
            <numerusform>%Ln aviso</numerusform>
            <numerusform>%Ln avisos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread notification(s)</source>
        <translation>
            <numerusform>%Ln aviso sin leer</numerusform>
            <numerusform>%Ln avisos sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows what happened to your incidents</source>
        <translation>Muestra lo que ha pasado en sus incidencias</translation>
    </message>
</context>
<context>
    <name>mostrador::console::NotificationSettings</name>
    <message>
        <source>&amp;Quiet hours: nothing on the desktop, the list alone</source>
        <translation>&amp;Horas de silencio: nada en el escritorio, solo en la lista</translation>
    </message>
    <message>
        <source>Notification settings</source>
        <translation>Ajustes de los avisos</translation>
    </message>
    <message>
        <source>Tell me, on the desktop and in the list, when</source>
        <translation>Avisarme, en el escritorio y en la lista, cuando</translation>
    </message>
    <message>
        <source> min</source>
        <comment>minutes, behind a number</comment>
        <translation> min</translation>
    </message>
    <message>
        <source>How long &amp;before it is due</source>
        <translation>Con cuánta &amp;antelación avisar del vencimiento</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Desde</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>Has&amp;ta</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>The quiet hours begin and end at the same time. Give them an end, or untick the kinds you do not want.</source>
        <translation>Las horas de silencio empiezan y acaban a la misma hora. Indique otro final o desmarque las clases de aviso que no quiera.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::NotificationText</name>
    <message>
        <source>Assigned to you</source>
        <translation>Asignada a usted</translation>
    </message>
    <message>
        <source>Assigned to you by %1</source>
        <translation>%1 se la ha asignado</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) from the customer</source>
        <translation>
            <numerusform>%Ln mensaje del cliente</numerusform>
            <numerusform>%Ln mensajes del cliente</numerusform>
        </translation>
    </message>
    <message>
        <source>The customer has written</source>
        <translation>El cliente ha escrito</translation>
    </message>
    <message>
        <source>You are mentioned</source>
        <translation>Le mencionan</translation>
    </message>
    <message>
        <source>%1 mentions you</source>
        <translation>%1 le menciona</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Vence pronto</translation>
    </message>
    <message>
        <source>an incident is &amp;assigned to me</source>
        <translation>me asignan una &amp;incidencia</translation>
    </message>
    <message>
        <source>a &amp;customer writes in an incident of mine</source>
        <translation>un &amp;cliente escribe en una incidencia mía</translation>
    </message>
    <message>
        <source>a colleague &amp;mentions me</source>
        <translation>un compañero me &amp;menciona</translation>
    </message>
    <message>
        <source>an incident of mine is &amp;due soon</source>
        <translation>una incidencia mía &amp;vence pronto</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Notifications</name>
    <message>
        <source>%1: %2</source>
        <comment>reference, subject</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what happened, incident</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>y %Ln más</numerusform>
            <numerusform>y %Ln más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notification(s)</source>
        <translation>
            <numerusform>%Ln aviso</numerusform>
            <numerusform>%Ln avisos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, unread</source>
        <translation>%1, sin leer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidencia</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Asunto</translation>
    </message>
</context>
<context>
    <name>mostrador::console::NotificationsDialog</name>
    <message>
        <source>Nothing has happened that concerns you.</source>
        <translation>No ha pasado nada que le afecte.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>The last notifications</source>
        <translation>Los últimos avisos</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Ir allí</translation>
    </message>
    <message>
        <source>Mark all as &amp;read</source>
        <translation>Marcar todos como &amp;leídos</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Ajustes…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <comment>title, kind</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <comment>title, kind, keys</comment>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PasswordDialog</name>
    <message>
        <source>Change my password</source>
        <translation>Cambiar mi contraseña</translation>
    </message>
    <message>
        <source>Set the password of %1</source>
        <translation>Poner la contraseña de %1</translation>
    </message>
    <message>
        <source>Your other sessions end, and you log in anew.</source>
        <translation>Terminan las demás sesiones y hay que iniciar sesión de nuevo.</translation>
    </message>
    <message>
        <source>All sessions of this employee end.</source>
        <translation>Terminan todas las sesiones de este empleado.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s)</source>
        <translation>
            <numerusform>Al menos %Ln carácter</numerusform>
            <numerusform>Al menos %Ln caracteres</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;how what I type</source>
        <translation>&amp;Mostrar lo que escribo</translation>
    </message>
    <message>
        <source>&amp;Set password</source>
        <translation>&amp;Poner contraseña</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PhoneCalls</name>
    <message>
        <source>Call not filed yet</source>
        <translation>Llamada sin registrar</translation>
    </message>
    <message>
        <source>Goes on with the call that was being written</source>
        <translation>Continúa con la llamada que se estaba escribiendo</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PresenceLine</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 y %2</translation>
    </message>
    <message>
        <source>%1, %2 and %3</source>
        <translation>%1, %2 y %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 and %Ln other(s)</source>
        <translation>
            <numerusform>%1, %2 y %Ln persona más</numerusform>
            <numerusform>%1, %2 y %Ln personas más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is writing</source>
        <extracomment>%1 is a name or several; the number decides between &quot;is&quot; and &quot;are&quot;</extracomment>
        <translation>
            <numerusform>%1 está escribiendo</numerusform>
            <numerusform>%1 están escribiendo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is viewing</source>
        <extracomment>%1 is a name or several; the number decides between &quot;is&quot; and &quot;are&quot;</extracomment>
        <translation>
            <numerusform>%1 lo está viendo</numerusform>
            <numerusform>%1 lo están viendo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::PresetList</name>
    <message>
        <source>Assigned to me</source>
        <translation>Asignadas a mí</translation>
    </message>
    <message>
        <source>My teams, unassigned</source>
        <translation>De mis equipos, sin asignar</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevas</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Todas las abiertas</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>view and its number of incidents</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Vencen pronto</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PrivateFile</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>No se puede crear la carpeta %1.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ProductListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Article number</source>
        <translation>Referencia del artículo</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoría</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creación</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ProductsWindow</name>
    <message>
        <source>Products</source>
        <translation>Productos</translation>
    </message>
    <message>
        <source>&amp;New product</source>
        <translation>&amp;Nuevo producto</translation>
    </message>
    <message>
        <source>Remove product</source>
        <translation>Eliminar producto</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>A product that incidents are about cannot be removed; take away “Offered to customers” instead.</source>
        <translation>Un producto del que hay incidencias no se puede eliminar; en su lugar, quitar «Se ofrece a los clientes».</translation>
    </message>
    <message>
        <source>Your role can read products but not change them.</source>
        <translation>Su función permite ver los productos, pero no cambiarlos.</translation>
    </message>
    <message>
        <source>Choose a product.</source>
        <translation>Elegir un producto.</translation>
    </message>
    <message>
        <source>Offered to customers in the portal</source>
        <translation>Se ofrece a los clientes en el portal</translation>
    </message>
</context>
<context>
    <name>mostrador::console::Program</name>
    <message>
        <source>The employees&apos; console of Mostrador: answer and resolve incidents.</source>
        <translation>La consola de los empleados de Mostrador: responder y resolver incidencias.</translation>
    </message>
    <message>
        <source>Address of the server.</source>
        <translation>Dirección del servidor.</translation>
    </message>
    <message>
        <source>address</source>
        <translation>dirección</translation>
    </message>
    <message>
        <source>E-mail address to log in with.</source>
        <translation>Correo electrónico con el que iniciar sesión.</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>correo</translation>
    </message>
    <message>
        <source>File with the settings, in place of the usual one.</source>
        <translation>Archivo de configuración, en lugar del habitual.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>archivo</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Argumento inesperado: %1</translation>
    </message>
</context>
<context>
    <name>mostrador::console::PropertiesForm</name>
    <message>
        <source>No team</source>
        <translation>Ningún equipo</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>Ningún producto</translation>
    </message>
    <message>
        <source>3d, 2h, friday 9:30, a date</source>
        <translation>3d, 2h, viernes 9:30, una fecha</translation>
    </message>
    <message>
        <source>with commas between them</source>
        <translation>separadas por comas</translation>
    </message>
    <message>
        <source>Choose one of the offered values.</source>
        <translation>Elija uno de los valores ofrecidos.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>a field and its new value</comment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1, from impact and urgency</source>
        <translation>%1, según impacto y urgencia</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>This is no time that can be read. Examples: 3d, 2h, friday 9:30, %1.</source>
        <translation>No se entiende cuándo. Ejemplos: 3d, 2h, viernes 9:30, %1.</translation>
    </message>
    <message>
        <source>From impact and urgency</source>
        <translation>Según impacto y urgencia</translation>
    </message>
</context>
<context>
    <name>mostrador::console::QueryCompleter</name>
    <message>
        <source>Suggestions</source>
        <translation>Sugerencias</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Searched before</source>
        <translation>Búsqueda anterior</translation>
    </message>
</context>
<context>
    <name>mostrador::console::QueryField</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Buscar</translation>
    </message>
    <message>
        <source>Find incidents</source>
        <translation>Buscar incidencias</translation>
    </message>
    <message>
        <source>Words, or conditions such as status:open priority&gt;=high</source>
        <translation>Palabras, o condiciones como status:open priority&gt;=high</translation>
    </message>
    <message>
        <source>How to search</source>
        <translation>Cómo buscar</translation>
    </message>
    <message>
        <source>At “%1”: %2</source>
        <translation>En «%1»: %2</translation>
    </message>
    <message>
        <source>one of several values; status:active is everything open</source>
        <translation>uno de varios valores; status:active es todo lo abierto</translation>
    </message>
    <message>
        <source>also: none, a name or an e-mail address</source>
        <translation>también: none, un nombre o un correo electrónico</translation>
    </message>
    <message>
        <source>also: none or a team&apos;s name</source>
        <translation>también: none o el nombre de un equipo</translation>
    </message>
    <message>
        <source>low, medium, high, critical; also impact and urgency</source>
        <translation>low, medium, high, critical; también impact y urgency</translation>
    </message>
    <message>
        <source>an e-mail address or part of a name</source>
        <translation>un correo electrónico o parte de un nombre</translation>
    </message>
    <message>
        <source>an article number or a name</source>
        <translation>un código de artículo o un nombre</translation>
    </message>
    <message>
        <source>a date such as 2026-01-31, or an age; also updated, resolved</source>
        <translation>una fecha como 2026-01-31 o una antigüedad; también updated, resolved</translation>
    </message>
    <message>
        <source>past its due date</source>
        <translation>con el plazo vencido</translation>
    </message>
    <message>
        <source>also: assignee, due, note</source>
        <translation>también: assignee, due, note</translation>
    </message>
    <message>
        <source>also order, serial, external, tag, channel</source>
        <translation>también order, serial, external, tag, channel</translation>
    </message>
    <message>
        <source>everything but these</source>
        <translation>todo menos estas</translation>
    </message>
    <message>
        <source>either of two; parentheses group</source>
        <translation>una de dos; los paréntesis agrupan</translation>
    </message>
    <message>
        <source>in a note; also a name or an e-mail address</source>
        <translation>en una nota; también un nombre o un correo electrónico</translation>
    </message>
    <message>
        <source>Words are looked for in subject and messages, beginnings and parts of words too; put them in quotes to find them in this order. Accents do not matter, and where nothing is found, misspelt words are corrected. Conditions stand side by side:</source>
        <translation>Las palabras se buscan en el asunto y en los mensajes, también por su comienzo o una parte; entre comillas se buscan en ese orden. Los acentos no importan y, si no se encuentra nada, se corrigen las palabras mal escritas. Las condiciones se escriben una junto a otra:</translation>
    </message>
</context>
<context>
    <name>mostrador::console::QueueView</name>
    <message>
        <source>Incidents</source>
        <translation>Incidencias</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>There are no incidents yet.</source>
        <translation>Aún no hay incidencias.</translation>
    </message>
    <message>
        <source>No incident matches. Change the search or choose another view.</source>
        <translation>Ninguna incidencia coincide. Cambiar la búsqueda o elegir otra vista.</translation>
    </message>
    <message numerus="yes">
        <source>More than %Ln incidents</source>
        <translation>
            <numerusform>Más de %Ln incidencia</numerusform>
            <numerusform>Más de %Ln incidencias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incident(s)</source>
        <translation>
            <numerusform>%Ln incidencia</numerusform>
            <numerusform>%Ln incidencias</numerusform>
        </translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>cargando…</translation>
    </message>
    <message>
        <source>%1 changed.</source>
        <translation>%1: cambiado.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>all selected</source>
        <translation>todo seleccionado</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln seleccionada</numerusform>
            <numerusform>%Ln seleccionadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only what is kept on this computer: the last %n day(s)</source>
        <translation>
            <numerusform>solo lo guardado en este equipo: el último día</numerusform>
            <numerusform>solo lo guardado en este equipo: los últimos %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>List all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>All that is found, in the order that the list is sorted by otherwise</source>
        <translation>Todo lo encontrado, en el orden habitual de la lista</translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of more than %Ln incidents</source>
        <translation>
            <numerusform>Las %1 mejores de más de %Ln incidencia</numerusform>
            <numerusform>Las %1 mejores de más de %Ln incidencias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %Ln incident(s)</source>
        <translation>
            <numerusform>Las %1 mejores de %Ln incidencia</numerusform>
            <numerusform>Las %1 mejores de %Ln incidencias</numerusform>
        </translation>
    </message>
    <message>
        <source>The best %1 incidents</source>
        <translation>Las %1 mejores incidencias</translation>
    </message>
    <message>
        <source>Nothing of this is kept on this computer. All of it is there again with the server.</source>
        <translation>Nada de esto está guardado en este equipo. Todo vuelve a estar cuando vuelva el servidor.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ReasonDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Write a few words.</source>
        <translation>Faltan unas palabras.</translation>
    </message>
</context>
<context>
    <name>mostrador::console::RecordsWindow</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Buscar</translation>
    </message>
    <message>
        <source>&amp;Discard changes</source>
        <translation>&amp;Descartar cambios</translation>
    </message>
    <message>
        <source>Save or discard your changes first.</source>
        <translation>Antes hay que guardar o descartar los cambios.</translation>
    </message>
    <message>
        <source>%1 was created.</source>
        <translation>%1: creado.</translation>
    </message>
    <message>
        <source>The changes to %1 are saved.</source>
        <translation>%1: cambios guardados.</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1: eliminado.</translation>
    </message>
    <message>
        <source>Create (Ctrl+S)</source>
        <translation>Crear (Ctrl+S)</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>Guardar (Ctrl+S)</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Trabajando…</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Aún no hay ninguno.</translation>
    </message>
    <message>
        <source>None begins with these words.</source>
        <translation>Ninguno empieza por esas palabras.</translation>
    </message>
    <message>
        <source>Your changes are not saved.</source>
        <translation>Los cambios no están guardados.</translation>
    </message>
    <message>
        <source>&amp;Discard and close</source>
        <translation>&amp;Descartar y cerrar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::SafeMarkdown</name>
    <message>
        <source>[picture not loaded]</source>
        <translation>[imagen no cargada]</translation>
    </message>
    <message>
        <source>[picture not loaded: %1]</source>
        <translation>[imagen no cargada: %1]</translation>
    </message>
</context>
<context>
    <name>mostrador::console::SearchLine</name>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between words</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Showing results for %1 instead of %2.</source>
        <translation>Resultados de %1 en lugar de %2.</translation>
    </message>
    <message>
        <source>Nothing has all of these words. Showing what has all but one.</source>
        <translation>Nada contiene todas estas palabras. Se muestra lo que contiene todas menos una.</translation>
    </message>
    <message>
        <source>Search for %1</source>
        <translation>Buscar %1</translation>
    </message>
    <message>
        <source>Search for exactly what was typed</source>
        <translation>Buscar exactamente lo escrito</translation>
    </message>
</context>
<context>
    <name>mostrador::console::SendUndo</name>
    <message>
        <source>Take back what was just sent</source>
        <translation>Deshacer el último envío</translation>
    </message>
    <message>
        <source>It has gone out already and cannot be taken back.</source>
        <translation>Ya ha salido y no se puede deshacer.</translation>
    </message>
    <message>
        <source>Not taken back. %1</source>
        <translation>No se ha deshecho. %1</translation>
    </message>
    <message>
        <source>Time to take a message back</source>
        <translation>Tiempo para deshacer un envío</translation>
    </message>
    <message>
        <source>None: send at once</source>
        <translation>Ninguno: enviar al momento</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln segundo</numerusform>
            <numerusform>%Ln segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>Note saved.</source>
        <translation>Nota guardada.</translation>
    </message>
    <message>
        <source>Reply sent.</source>
        <translation>Respuesta enviada.</translation>
    </message>
    <message>
        <source>The note on the other incident can be taken back until %1.</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>La nota de la otra incidencia se puede deshacer hasta las %1.</translation>
    </message>
    <message>
        <source>The reply to the other incident goes out at %1.</source>
        <translation>La respuesta a la otra incidencia sale a las %1.</translation>
    </message>
    <message>
        <source>Note saved. It can be taken back until %1.</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>Nota guardada. Se puede deshacer hasta las %1.</translation>
    </message>
    <message>
        <source>The reply goes out at %1.</source>
        <translation>La respuesta sale a las %1.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>Taken back. It is a draft again.</source>
        <translation>Envío deshecho. Vuelve a ser un borrador.</translation>
    </message>
    <message>
        <source>Taken back. It is a draft of the other incident again.</source>
        <translation>Envío deshecho. Vuelve a ser un borrador de la otra incidencia.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>&amp;Find by words or keys</source>
        <translation>&amp;Buscar por palabras o teclas</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Teclas</translation>
    </message>
    <message>
        <source>&amp;Or</source>
        <translation>&amp;O bien</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>Otras teclas</translation>
    </message>
    <message>
        <source>&amp;Take them over</source>
        <translation>&amp;Usarlas aquí</translation>
    </message>
    <message>
        <source>&amp;Default keys</source>
        <translation>Teclas &amp;predeterminadas</translation>
    </message>
    <message>
        <source>Default keys for &amp;all</source>
        <translation>Predeterminadas en t&amp;odo</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Fijo</translation>
    </message>
    <message>
        <source>Send the reply or save the note</source>
        <translation>Enviar la respuesta o guardar la nota</translation>
    </message>
    <message>
        <source>Save, in the windows of customers, employees, teams and products</source>
        <translation>Guardar, en las ventanas de clientes, empleados, equipos y productos</translation>
    </message>
    <message>
        <source>New, in these windows</source>
        <translation>Nuevo, en esas ventanas</translation>
    </message>
    <message>
        <source>%1 already means: %2.</source>
        <translation>%1 ya significa: %2.</translation>
    </message>
    <message>
        <source>Go back to before the search; close a dialog or such a window</source>
        <translation>Volver a lo de antes de la búsqueda; cerrar un diálogo o una ventana de estas</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TableColumns</name>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Columnas</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Ordenar por</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>&amp;Descendente</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TagListModel</name>
    <message>
        <source>Tag</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidencias</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archivado</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TagPicker</name>
    <message>
        <source>Tags of %1</source>
        <translation>Etiquetas de %1</translation>
    </message>
    <message>
        <source>&amp;Tag to put on or take off</source>
        <translation>&amp;Etiqueta que poner o quitar</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Fijar</translation>
    </message>
    <message>
        <source>&amp;Tag</source>
        <translation>&amp;Etiqueta</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>E&amp;legir</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>Enter puts it on or takes it off; Shift+Enter too, and goes on.</source>
        <translation>Intro la pone o la quita; Mayús+Intro también, y sigue.</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>tag and how many incidents carry it</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>New tag: %1</source>
        <translation>Etiqueta nueva: %1</translation>
    </message>
    <message>
        <source>Type a tag.</source>
        <translation>Escriba una etiqueta.</translation>
    </message>
    <message numerus="yes">
        <source>An incident takes at most %Ln tag(s).</source>
        <translation>
            <numerusform>Una incidencia lleva como mucho %Ln etiqueta.</numerusform>
            <numerusform>Una incidencia lleva como mucho %Ln etiquetas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::TagsWindow</name>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>&amp;New tag</source>
        <translation>&amp;Nueva etiqueta</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>Eliminar etiqueta</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>Only a tag that no incident carries can be removed; archive it or merge it into another one instead.</source>
        <translation>Solo puede eliminarse una etiqueta que no lleve ninguna incidencia; en otro caso, archívela o únala a otra.</translation>
    </message>
    <message>
        <source>Only leads and administrators change tags.</source>
        <translation>Solo los responsables y los administradores cambian las etiquetas.</translation>
    </message>
    <message>
        <source>Choose a tag.</source>
        <translation>Elija una etiqueta.</translation>
    </message>
    <message>
        <source>Renaming it changes the incidents that carry it, in the background.</source>
        <translation>Al cambiar el nombre se cambian las incidencias que la llevan, en segundo plano.</translation>
    </message>
    <message>
        <source>Stays on incidents, but is not offered any more</source>
        <translation>Sigue en las incidencias, pero ya no se ofrece</translation>
    </message>
    <message>
        <source>&amp;Merge into…</source>
        <translation>&amp;Unir a…</translation>
    </message>
    <message>
        <source>Merge “%1” into</source>
        <translation>Unir «%1» a</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TeamListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Restringido</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creación</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TeamsWindow</name>
    <message>
        <source>Teams</source>
        <translation>Equipos</translation>
    </message>
    <message>
        <source>&amp;New team</source>
        <translation>&amp;Nuevo equipo</translation>
    </message>
    <message>
        <source>Remove team</source>
        <translation>Eliminar equipo</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>Employees of this team stay, without it. A team that still has incidents cannot be removed.</source>
        <translation>Los empleados del equipo quedan, sin él. Un equipo que aún tiene incidencias no se puede eliminar.</translation>
    </message>
    <message>
        <source>Only administrators change teams.</source>
        <translation>Solo la administración cambia los equipos.</translation>
    </message>
    <message>
        <source>Choose a team.</source>
        <translation>Elegir un equipo.</translation>
    </message>
    <message>
        <source>Only its members see its incidents</source>
        <translation>Solo sus miembros ven sus incidencias</translation>
    </message>
</context>
<context>
    <name>mostrador::console::TextDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ViewListModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Para quién</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Búsqueda</translation>
    </message>
</context>
<context>
    <name>mostrador::console::ViewsWindow</name>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>&amp;New view</source>
        <translation>&amp;Nueva vista</translation>
    </message>
    <message>
        <source>Remove view</source>
        <translation>Eliminar vista</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Eliminar %1?</translation>
    </message>
    <message>
        <source>It disappears from the sidebar of everybody who sees it. No incident changes.</source>
        <translation>Desaparece de la barra lateral de quienes la ven. Ninguna incidencia cambia.</translation>
    </message>
    <message>
        <source>Only its owner, or who leads its team, changes this view.</source>
        <translation>Solo cambia esta vista su dueño o quien dirige su equipo.</translation>
    </message>
    <message>
        <source>Choose a view.</source>
        <translation>Elija una vista.</translation>
    </message>
    <message>
        <source>As in the filter above the list.</source>
        <translation>Como en el filtro sobre la lista.</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Ningún equipo</translation>
    </message>
    <message>
        <source>Lower numbers stand higher in the sidebar.</source>
        <translation>Los números menores quedan más arriba en la barra lateral.</translation>
    </message>
</context>
</TS>
