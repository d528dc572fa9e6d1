<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Channel</name>
    <message>
        <source>Web form</source>
        <translation>Formulario web</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Correo postal</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importación</translation>
    </message>
</context>
<context>
    <name>DateTime</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d &apos;de&apos; MMMM &apos;de&apos; yyyy, H:mm</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>Incident opened</source>
        <translation>Incidencia abierta</translation>
    </message>
    <message>
        <source>Incident changed</source>
        <translation>Incidencia modificada</translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation>Estado cambiado</translation>
    </message>
    <message>
        <source>Incident assigned</source>
        <translation>Incidencia asignada</translation>
    </message>
    <message>
        <source>Message added</source>
        <translation>Mensaje añadido</translation>
    </message>
    <message>
        <source>Internal note added</source>
        <translation>Nota interna añadida</translation>
    </message>
    <message>
        <source>File attached</source>
        <translation>Archivo adjuntado</translation>
    </message>
    <message>
        <source>Customer created</source>
        <translation>Cliente creado</translation>
    </message>
    <message>
        <source>Customer changed</source>
        <translation>Cliente modificado</translation>
    </message>
    <message>
        <source>Customer removed</source>
        <translation>Cliente eliminado</translation>
    </message>
    <message>
        <source>Employee created</source>
        <translation>Empleado creado</translation>
    </message>
    <message>
        <source>Employee changed</source>
        <translation>Empleado modificado</translation>
    </message>
    <message>
        <source>Employee removed</source>
        <translation>Empleado eliminado</translation>
    </message>
    <message>
        <source>Team created</source>
        <translation>Equipo creado</translation>
    </message>
    <message>
        <source>Team changed</source>
        <translation>Equipo modificado</translation>
    </message>
    <message>
        <source>Team removed</source>
        <translation>Equipo eliminado</translation>
    </message>
    <message>
        <source>Product created</source>
        <translation>Producto creado</translation>
    </message>
    <message>
        <source>Product changed</source>
        <translation>Producto modificado</translation>
    </message>
    <message>
        <source>Product removed</source>
        <translation>Producto eliminado</translation>
    </message>
    <message>
        <source>View created</source>
        <translation>Vista creada</translation>
    </message>
    <message>
        <source>View changed</source>
        <translation>Vista cambiada</translation>
    </message>
    <message>
        <source>View removed</source>
        <translation>Vista eliminada</translation>
    </message>
    <message>
        <source>Canned reply created</source>
        <translation>Respuesta predefinida creada</translation>
    </message>
    <message>
        <source>Canned reply changed</source>
        <translation>Respuesta predefinida cambiada</translation>
    </message>
    <message>
        <source>Canned reply removed</source>
        <translation>Respuesta predefinida eliminada</translation>
    </message>
    <message>
        <source>Tag created</source>
        <translation>Etiqueta creada</translation>
    </message>
    <message>
        <source>Tag changed</source>
        <translation>Etiqueta cambiada</translation>
    </message>
    <message>
        <source>Tag removed</source>
        <translation>Etiqueta eliminada</translation>
    </message>
    <message>
        <source>Custom field created</source>
        <translation>Campo personalizado creado</translation>
    </message>
    <message>
        <source>Custom field changed</source>
        <translation>Campo personalizado cambiado</translation>
    </message>
    <message>
        <source>Custom field removed</source>
        <translation>Campo personalizado eliminado</translation>
    </message>
    <message>
        <source>Priority table changed</source>
        <translation>Tabla de prioridades cambiada</translation>
    </message>
    <message>
        <source>Message withdrawn before it went out</source>
        <translation>Mensaje retirado antes de salir</translation>
    </message>
    <message>
        <source>Colleague mentioned</source>
        <translation>Compañero mencionado</translation>
    </message>
    <message>
        <source>Draft changed</source>
        <translation>Borrador cambiado</translation>
    </message>
    <message>
        <source>Draft removed</source>
        <translation>Borrador eliminado</translation>
    </message>
    <message>
        <source>Shift handed over</source>
        <translation>Turno traspasado</translation>
    </message>
    <message>
        <source>Hand-over confirmed</source>
        <translation>Traspaso confirmado</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Given name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Apellidos</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Dirección postal</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Calle y número</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Código postal</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Localidad</translation>
    </message>
    <message>
        <source>Province or region</source>
        <translation>Provincia o región</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
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
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Contraseña actual</translation>
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
        <source>Article number</source>
        <translation>Referencia del artículo</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categoría</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Asunto</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Impacto</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgencia</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
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
        <source>Assignee</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Further fields</source>
        <translation>Otros campos</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Número de pedido</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Número de serie</translation>
    </message>
    <message>
        <source>External reference</source>
        <translation>Referencia externa</translation>
    </message>
    <message>
        <source>Follow-up of</source>
        <translation>Continuación de</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>Fusionada con</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fecha límite</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelta</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Actualizada</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Interno</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Nombre del archivo</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Archivos adjuntos</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Búsqueda</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Tipo de archivo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Priority set by hand</source>
        <translation>Prioridad fijada a mano</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Atajo</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archivado</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Visible to</source>
        <translation>Visible para</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta visible</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>Texto de ayuda</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Smallest value</source>
        <translation>Valor mínimo</translation>
    </message>
    <message>
        <source>Largest value</source>
        <translation>Valor máximo</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Longitud máxima</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Obligatorio</translation>
    </message>
    <message>
        <source>Product categories</source>
        <translation>Categorías de producto</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Depende de</translation>
    </message>
    <message>
        <source>Values it depends on</source>
        <translation>Valores de los que depende</translation>
    </message>
    <message>
        <source>Visible to the customer</source>
        <translation>Visible para el cliente</translation>
    </message>
    <message>
        <source>Priorities</source>
        <translation>Prioridades</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Empleado</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidencias</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Borradores</translation>
    </message>
</context>
<context>
    <name>FieldError</name>
    <message>
        <source>Fill in this field.</source>
        <translation>Rellene este campo.</translation>
    </message>
    <message>
        <source>Check how this is written.</source>
        <translation>Revise cómo está escrito.</translation>
    </message>
    <message>
        <source>Choose one of the offered values.</source>
        <translation>Elija uno de los valores que se ofrecen.</translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation>Escriba un número entre %1 y %2.</translation>
    </message>
    <message>
        <source>This value has the wrong type.</source>
        <translation>El tipo de este valor no es correcto.</translation>
    </message>
    <message>
        <source>This field does not exist.</source>
        <translation>Este campo no existe.</translation>
    </message>
    <message>
        <source>This field cannot be changed.</source>
        <translation>Este campo no se puede cambiar.</translation>
    </message>
    <message>
        <source>Somebody else has this already. Choose another one.</source>
        <translation>Ya está en uso. Elija otro.</translation>
    </message>
    <message>
        <source>This does not exist, or not any more.</source>
        <translation>No existe o ha dejado de existir.</translation>
    </message>
    <message>
        <source>Remove the invisible control characters from this text.</source>
        <translation>Quite de este texto los caracteres de control invisibles.</translation>
    </message>
    <message>
        <source>This contradicts another field.</source>
        <translation>Contradice otro campo.</translation>
    </message>
    <message>
        <source>The search has a mistake here.</source>
        <translation>Aquí hay un error en la búsqueda.</translation>
    </message>
    <message numerus="yes">
        <source>Enter at most %n character(s).</source>
        <translation>
            <numerusform>Escriba como máximo %n carácter.</numerusform>
            <numerusform>Escriba como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enter at least %n character(s).</source>
        <translation>
            <numerusform>Escriba al menos %n carácter.</numerusform>
            <numerusform>Escriba al menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give at most %n of these.</source>
        <translation>
            <numerusform>Indique como máximo %n.</numerusform>
            <numerusform>Indique como máximo %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter an e-mail address such as name@example.com.</source>
        <translation>Escriba una dirección de correo como nombre@ejemplo.com.</translation>
    </message>
    <message>
        <source>Enter a real date, such as 2026-11-21.</source>
        <translation>Escriba una fecha que exista, por ejemplo 2026-11-21.</translation>
    </message>
    <message>
        <source>Enter a date and a time, such as 2026-11-21T09:30:00Z.</source>
        <translation>Escriba una fecha y una hora, por ejemplo 2026-11-21T09:30:00Z.</translation>
    </message>
    <message>
        <source>Enter a reference such as INC-2026-000123.</source>
        <translation>Escriba una referencia como INC-2026-000123.</translation>
    </message>
    <message>
        <source>Enter the two letters of a country, such as ES.</source>
        <translation>Escriba las dos letras de un país, por ejemplo ES.</translation>
    </message>
    <message>
        <source>This is not a valid identifier.</source>
        <translation>No es un identificador válido.</translation>
    </message>
    <message>
        <source>This text has characters that cannot be read. Type it again.</source>
        <translation>Este texto tiene caracteres ilegibles. Vuelva a escribirlo.</translation>
    </message>
    <message>
        <source>There is no placeholder of this name.</source>
        <translation>No existe ningún marcador con ese nombre.</translation>
    </message>
    <message>
        <source>Enter a value from %1 to %2.</source>
        <translation>Escriba un valor entre %1 y %2.</translation>
    </message>
    <message>
        <source>Enter %1 or more.</source>
        <translation>Escriba %1 o más.</translation>
    </message>
    <message>
        <source>Enter %1 or less.</source>
        <translation>Escriba %1 o menos.</translation>
    </message>
    <message>
        <source>There is no placeholder {{%1}}. Write {{%2}} if you mean that one.</source>
        <translation>No existe el marcador {{%1}}. Escriba {{%2}} si se refiere a ese.</translation>
    </message>
    <message>
        <source>There is no placeholder {{%1}}.</source>
        <translation>No existe el marcador {{%1}}.</translation>
    </message>
</context>
<context>
    <name>Impact</name>
    <message>
        <source>Low</source>
        <translation>Bajo</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alto</translation>
    </message>
</context>
<context>
    <name>PlainStatus</name>
    <message>
        <source>We have received your incident</source>
        <translation>Hemos recibido su incidencia</translation>
    </message>
    <message>
        <source>We are working on your incident</source>
        <translation>Estamos trabajando en su incidencia</translation>
    </message>
    <message>
        <source>We are waiting for your answer</source>
        <translation>Esperamos su respuesta</translation>
    </message>
    <message>
        <source>We are waiting for another company, such as the manufacturer or the carrier</source>
        <translation>Esperamos a otra empresa, como el fabricante o el transportista</translation>
    </message>
    <message>
        <source>Your incident is resolved</source>
        <translation>Su incidencia está resuelta</translation>
    </message>
    <message>
        <source>Your incident is closed</source>
        <translation>Su incidencia está cerrada</translation>
    </message>
    <message>
        <source>Your incident was withdrawn</source>
        <translation>Su incidencia se ha retirado</translation>
    </message>
    <message>
        <source>We are dealing with this in another incident of yours</source>
        <translation>Tratamos este asunto en otra de sus incidencias</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítica</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The request could not be read.</source>
        <translation>No se ha podido leer la petición.</translation>
    </message>
    <message>
        <source>The search has a mistake.</source>
        <translation>La búsqueda tiene un error.</translation>
    </message>
    <message>
        <source>The list has changed too much. Load it anew.</source>
        <translation>La lista ha cambiado demasiado. Vuelva a cargarla.</translation>
    </message>
    <message>
        <source>Log in again to go on.</source>
        <translation>Inicie sesión de nuevo para continuar.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>La dirección de correo o la contraseña no son correctas.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>No tiene permiso para hacer esto.</translation>
    </message>
    <message>
        <source>This does not exist, or not any more.</source>
        <translation>No existe o ha dejado de existir.</translation>
    </message>
    <message>
        <source>This cannot be done here.</source>
        <translation>Esto no se puede hacer aquí.</translation>
    </message>
    <message>
        <source>This does not go with the present state. Load it anew.</source>
        <translation>No es compatible con el estado actual. Vuelva a cargarlo.</translation>
    </message>
    <message>
        <source>One with the same data exists already.</source>
        <translation>Ya existe uno con los mismos datos.</translation>
    </message>
    <message>
        <source>The status cannot change this way.</source>
        <translation>El estado no puede cambiar de esta manera.</translation>
    </message>
    <message>
        <source>This is in use and cannot be removed.</source>
        <translation>Está en uso y no se puede eliminar.</translation>
    </message>
    <message>
        <source>The same request is being worked on. Wait a moment.</source>
        <translation>Ya se está atendiendo esta misma petición. Espere un momento.</translation>
    </message>
    <message>
        <source>Somebody else changed the same field meanwhile.</source>
        <translation>Mientras tanto, otra persona ha cambiado el mismo campo.</translation>
    </message>
    <message>
        <source>This is too large to be sent.</source>
        <translation>Es demasiado grande para enviarlo.</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>La dirección es demasiado larga.</translation>
    </message>
    <message>
        <source>Files of this kind are not accepted.</source>
        <translation>No se admiten archivos de este tipo.</translation>
    </message>
    <message>
        <source>Some fields need to be corrected.</source>
        <translation>Hay campos que corregir.</translation>
    </message>
    <message>
        <source>This was sent before with another content. Load the page anew and send it again.</source>
        <translation>Esto ya se envió antes con otro contenido. Vuelva a cargar la página y envíelo de nuevo.</translation>
    </message>
    <message>
        <source>The request does not say which version it changes.</source>
        <translation>La petición no indica qué versión modifica.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment and try again.</source>
        <translation>Demasiados intentos. Espere un momento y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>Something went wrong on our side. Try again in a moment.</source>
        <translation>Algo ha fallado por nuestra parte. Vuelva a intentarlo dentro de un momento.</translation>
    </message>
    <message>
        <source>The service is busy or being maintained. Try again in a moment.</source>
        <translation>El servicio está ocupado o en mantenimiento. Vuelva a intentarlo dentro de un momento.</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>Responsable de equipo</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
</context>
<context>
    <name>SearchQuery</name>
    <message>
        <source>There is no field of this name.</source>
        <translation>No hay ningún campo con ese nombre.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>Aquí falta un valor.</translation>
    </message>
    <message>
        <source>The field does not have this value.</source>
        <translation>El campo no tiene ese valor.</translation>
    </message>
    <message>
        <source>The field does not understand this value.</source>
        <translation>El campo no admite un valor así.</translation>
    </message>
    <message>
        <source>This comparison does not suit the field.</source>
        <translation>Esta comparación no sirve para el campo.</translation>
    </message>
    <message>
        <source>This comparison takes one value only.</source>
        <translation>Esta comparación solo admite un valor.</translation>
    </message>
    <message>
        <source>The closing quotation mark is missing.</source>
        <translation>Faltan las comillas de cierre.</translation>
    </message>
    <message>
        <source>The closing parenthesis is missing.</source>
        <translation>Falta el paréntesis de cierre.</translation>
    </message>
    <message>
        <source>This closing parenthesis has no opening one.</source>
        <translation>Este paréntesis de cierre no tiene uno de apertura.</translation>
    </message>
    <message>
        <source>A condition is missing here.</source>
        <translation>Aquí falta una condición.</translation>
    </message>
    <message>
        <source>The search is too long.</source>
        <translation>La búsqueda es demasiado larga.</translation>
    </message>
    <message>
        <source>The search has too many conditions.</source>
        <translation>La búsqueda tiene demasiadas condiciones.</translation>
    </message>
    <message>
        <source>The search has too many nested parentheses.</source>
        <translation>La búsqueda tiene demasiados paréntesis anidados.</translation>
    </message>
    <message>
        <source>The search cannot hold this character.</source>
        <translation>La búsqueda no puede contener este carácter.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>New</source>
        <translation>Nueva</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation>A la espera del cliente</translation>
    </message>
    <message>
        <source>Waiting for third party</source>
        <translation>A la espera de un tercero</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelta</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Fusionada</translation>
    </message>
</context>
<context>
    <name>Urgency</name>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
</context>
</TS>
