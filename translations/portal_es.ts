<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Portal</name>
    <message>
        <source>Skip to the content</source>
        <translation>Saltar al contenido</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation>Atención al cliente</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation>(opcional)</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>Characters left: %1</source>
        <translation>Caracteres disponibles: %1</translation>
    </message>
    <message>
        <source>Help with your purchase</source>
        <translation>Ayuda con su compra</translation>
    </message>
    <message>
        <source>How can we help you?</source>
        <translation>¿En qué podemos ayudarle?</translation>
    </message>
    <message>
        <source>Tell us what is wrong with something you bought from us. You need no account.</source>
        <translation>Cuéntenos qué ocurre con algo que nos ha comprado. No necesita tener una cuenta.</translation>
    </message>
    <message>
        <source>Something does not work</source>
        <translation>Algo no funciona</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <translation>Abrir una incidencia</translation>
    </message>
    <message>
        <source>You already wrote to us</source>
        <translation>Ya nos ha escrito</translation>
    </message>
    <message>
        <source>Open the link from our e-mail, or paste it here to read our answers, write to us and see how things stand.</source>
        <translation>Abra el enlace de nuestro correo o péguelo aquí para leer nuestras respuestas, escribirnos y ver cómo va su incidencia.</translation>
    </message>
    <message>
        <source>Link to your incident</source>
        <translation>Enlace a su incidencia</translation>
    </message>
    <message>
        <source>Find my incident</source>
        <translation>Buscar mi incidencia</translation>
    </message>
    <message>
        <source>Paste the link to your incident.</source>
        <translation>Pegue el enlace a su incidencia.</translation>
    </message>
    <message>
        <source>We do not know this link. Copy all of it, from “http” to its end.</source>
        <translation>No reconocemos este enlace. Cópielo entero, desde «http» hasta el final.</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>Cómo funciona</translation>
    </message>
    <message>
        <source>You tell us</source>
        <translation>Nos lo cuenta</translation>
    </message>
    <message>
        <source>You get a reference and a private link at once.</source>
        <translation>Recibirá al momento una referencia y un enlace privado.</translation>
    </message>
    <message>
        <source>We look into it</source>
        <translation>Lo estudiamos</translation>
    </message>
    <message>
        <source>A person reads your message and answers you there.</source>
        <translation>Una persona lee su mensaje y le responde allí mismo.</translation>
    </message>
    <message>
        <source>You decide when it is solved</source>
        <translation>Usted decide cuándo está resuelto</translation>
    </message>
    <message>
        <source>If the solution does not hold, reopen the incident.</source>
        <translation>Si la solución no dura, reabra la incidencia.</translation>
    </message>
    <message>
        <source>Fill in every field that is not marked as optional.</source>
        <translation>Rellene todos los campos que no estén marcados como opcionales.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué ha ocurrido</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Sus datos</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Producto</translation>
    </message>
    <message>
        <source>Choose a product</source>
        <translation>Elija un producto</translation>
    </message>
    <message>
        <source>Something else, or I do not know</source>
        <translation>Otra cosa, o no lo sé</translation>
    </message>
    <message>
        <source>Choose a product, or “Something else”.</source>
        <translation>Elija un producto, u «Otra cosa».</translation>
    </message>
    <message>
        <source>The problem in a few words</source>
        <translation>El problema en pocas palabras</translation>
    </message>
    <message>
        <source>For example: the screen stays black</source>
        <translation>Por ejemplo: la pantalla se queda en negro</translation>
    </message>
    <message>
        <source>Write in a few words what the problem is.</source>
        <translation>Escriba en pocas palabras cuál es el problema.</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>¿Qué ha ocurrido?</translation>
    </message>
    <message>
        <source>What did you do, what did you expect, and what happened instead?</source>
        <translation>¿Qué hizo, qué esperaba y qué ocurrió en su lugar?</translation>
    </message>
    <message>
        <source>Tell us what happened.</source>
        <translation>Cuéntenos qué ha ocurrido.</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Número de pedido</translation>
    </message>
    <message>
        <source>Photos or documents</source>
        <translation>Fotos o documentos</translation>
    </message>
    <message>
        <source>Up to %1 files, together no larger than %2.</source>
        <translation>Hasta %1 archivos que, juntos, no superen %2.</translation>
    </message>
    <message>
        <source>These files are too large. Together they may have %1.</source>
        <translation>Estos archivos son demasiado grandes. Juntos pueden ocupar %1 como máximo.</translation>
    </message>
    <message>
        <source>Choose at most %1 files.</source>
        <translation>Elija como máximo %1 archivos.</translation>
    </message>
    <message>
        <source>Choose your files again: the browser does not keep them.</source>
        <translation>Vuelva a elegir sus archivos: el navegador no los conserva.</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Enter your given name.</source>
        <translation>Escriba su nombre.</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Apellidos</translation>
    </message>
    <message>
        <source>Enter your family name.</source>
        <translation>Escriba sus apellidos.</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>We write to this address when there is news.</source>
        <translation>Le escribiremos a esta dirección cuando haya novedades.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Escriba su correo electrónico.</translation>
    </message>
    <message>
        <source>Enter an e-mail address such as name@example.com.</source>
        <translation>Escriba un correo electrónico como nombre@ejemplo.com.</translation>
    </message>
    <message>
        <source>Leave this field empty</source>
        <translation>Deje este campo vacío</translation>
    </message>
    <message>
        <source>Clear the field “Leave this field empty” and send the form again. Programs fill it in, people do not.</source>
        <translation>Borre el campo «Deje este campo vacío» y vuelva a enviar el formulario. Lo rellenan los programas, no las personas.</translation>
    </message>
    <message>
        <source>We use these details only to work on this incident.</source>
        <translation>Usamos estos datos solo para atender esta incidencia.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Please check the form</source>
        <translation>Revise el formulario</translation>
    </message>
    <message>
        <source>Nothing has been sent yet: the page was open for too long, or your browser refuses cookies. Please send the form again.</source>
        <translation>Aún no se ha enviado nada: la página ha estado abierta demasiado tiempo o su navegador rechaza las cookies. Vuelva a enviar el formulario.</translation>
    </message>
    <message>
        <source>You have already sent this form with other content, and we received it. Send it again only if you want to send this content too.</source>
        <translation>Ya envió este formulario con otro contenido y lo hemos recibido. Envíelo de nuevo solo si quiere mandarnos también este.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>We have received your incident</source>
        <translation>Hemos recibido su incidencia</translation>
    </message>
    <message>
        <source>Your reference is</source>
        <translation>Su referencia es</translation>
    </message>
    <message>
        <source>Your private link</source>
        <translation>Su enlace privado</translation>
    </message>
    <message>
        <source>Here you read our answers and write to us. Keep it, and share it only with people who may read this incident.</source>
        <translation>Aquí podrá leer nuestras respuestas y escribirnos. Guárdelo y compártalo solo con quien pueda leer esta incidencia.</translation>
    </message>
    <message>
        <source>See my incident</source>
        <translation>Ver mi incidencia</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Qué pasará ahora</translation>
    </message>
    <message>
        <source>You get an e-mail</source>
        <translation>Recibirá un correo</translation>
    </message>
    <message>
        <source>It has the reference and the same link. If it does not arrive, look in the spam folder.</source>
        <translation>Contiene la referencia y este mismo enlace. Si no le llega, mire en la carpeta de correo no deseado.</translation>
    </message>
    <message>
        <source>We read your message</source>
        <translation>Leeremos su mensaje</translation>
    </message>
    <message>
        <source>A colleague takes the incident and asks if something is missing.</source>
        <translation>Una persona del equipo se hará cargo de la incidencia y le preguntará si falta algo.</translation>
    </message>
    <message>
        <source>We answer you</source>
        <translation>Le responderemos</translation>
    </message>
    <message>
        <source>We send you an e-mail for each answer.</source>
        <translation>Le enviaremos un correo por cada respuesta.</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidencia</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Last news</source>
        <translation>Última novedad</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>Archivos adjuntos</translation>
    </message>
    <message>
        <source>Later messages</source>
        <translation>Mensajes posteriores</translation>
    </message>
    <message>
        <source>Write to us</source>
        <translation>Escríbanos</translation>
    </message>
    <message>
        <source>Add what you have found out, answer a question or send files.</source>
        <translation>Añada lo que haya averiguado, responda a una pregunta o envíe archivos.</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Su mensaje</translation>
    </message>
    <message>
        <source>Send message</source>
        <translation>Enviar mensaje</translation>
    </message>
    <message>
        <source>Write your message.</source>
        <translation>Escriba su mensaje.</translation>
    </message>
    <message>
        <source>Is it solved?</source>
        <translation>¿Está resuelto?</translation>
    </message>
    <message>
        <source>Then tell us, so that nobody goes on searching. You can reopen the incident later.</source>
        <translation>Díganoslo para que nadie siga buscando. Podrá reabrir la incidencia más adelante.</translation>
    </message>
    <message>
        <source>Mark as resolved</source>
        <translation>Marcar como resuelta</translation>
    </message>
    <message>
        <source>Not solved after all?</source>
        <translation>¿Al final no está resuelto?</translation>
    </message>
    <message>
        <source>Tell us what is still wrong and we go on with it.</source>
        <translation>Cuéntenos qué sigue fallando y continuaremos con ello.</translation>
    </message>
    <message>
        <source>What is still wrong?</source>
        <translation>¿Qué sigue fallando?</translation>
    </message>
    <message>
        <source>Tell us what is still wrong.</source>
        <translation>Cuéntenos qué sigue fallando.</translation>
    </message>
    <message>
        <source>Reopen the incident</source>
        <translation>Reabrir la incidencia</translation>
    </message>
    <message>
        <source>This incident was withdrawn</source>
        <translation>Esta incidencia se retiró</translation>
    </message>
    <message>
        <source>It takes no more messages. If you need help again, open another incident.</source>
        <translation>Ya no admite mensajes. Si vuelve a necesitar ayuda, abra otra incidencia.</translation>
    </message>
    <message>
        <source>This incident goes on elsewhere</source>
        <translation>Esta incidencia continúa en otra</translation>
    </message>
    <message>
        <source>It was joined with another one about the same problem, and takes no more messages here. We answer you in the other one.</source>
        <translation>Se unió a otra sobre el mismo problema y aquí ya no admite mensajes. Le responderemos en la otra.</translation>
    </message>
    <message>
        <source>Open another incident</source>
        <translation>Abrir otra incidencia</translation>
    </message>
    <message>
        <source>We have received your message.</source>
        <translation>Hemos recibido su mensaje.</translation>
    </message>
    <message>
        <source>Thank you. The incident is marked as resolved.</source>
        <translation>Gracias. La incidencia queda marcada como resuelta.</translation>
    </message>
    <message>
        <source>The incident is open again.</source>
        <translation>La incidencia vuelve a estar abierta.</translation>
    </message>
    <message>
        <source>The earlier incident was closed long ago, so we have opened this new one that refers to it. This page has a new link: keep it.</source>
        <translation>La incidencia anterior se cerró hace tiempo, así que hemos abierto esta nueva, que hace referencia a ella. Esta página tiene un enlace nuevo: guárdelo.</translation>
    </message>
    <message>
        <source>The incident has changed meanwhile, and this can no longer be done. The page shows how things stand now.</source>
        <translation>La incidencia ha cambiado entretanto y esto ya no se puede hacer. La página muestra cómo está ahora.</translation>
    </message>
    <message>
        <source>We cannot find this page</source>
        <translation>No encontramos esta página</translation>
    </message>
    <message>
        <source>Perhaps the address is not complete, or the link no longer holds. If it came in an e-mail, copy all of it.</source>
        <translation>Quizá la dirección esté incompleta o el enlace ya no sea válido. Si le llegó por correo, cópielo entero.</translation>
    </message>
    <message>
        <source>This page cannot be used that way</source>
        <translation>Esta página no se puede usar así</translation>
    </message>
    <message>
        <source>Go to the start page and begin from there.</source>
        <translation>Vaya a la página de inicio y empiece desde allí.</translation>
    </message>
    <message>
        <source>This cannot be done from here</source>
        <translation>Esto no se puede hacer desde aquí</translation>
    </message>
    <message>
        <source>The form did not come from our own page. Nothing has been sent. Open our page and begin there.</source>
        <translation>El formulario no procede de nuestra página. No se ha enviado nada. Abra nuestra página y empiece desde ella.</translation>
    </message>
    <message>
        <source>What you sent is too large</source>
        <translation>Lo que ha enviado es demasiado grande</translation>
    </message>
    <message>
        <source>Nothing has been sent. All files together may have %1. Go back, choose smaller or fewer files and send the form again.</source>
        <translation>No se ha enviado nada. Todos los archivos juntos pueden ocupar %1. Vuelva atrás, elija menos archivos o más pequeños y envíe de nuevo el formulario.</translation>
    </message>
    <message>
        <source>We could not read what you sent</source>
        <translation>No hemos podido leer lo que ha enviado</translation>
    </message>
    <message>
        <source>Nothing has been changed. Go back and send the form again.</source>
        <translation>No se ha cambiado nada. Vuelva atrás y envíe de nuevo el formulario.</translation>
    </message>
    <message>
        <source>That was too much at once</source>
        <translation>Demasiadas peticiones seguidas</translation>
    </message>
    <message>
        <source>Wait a little and try again.</source>
        <translation>Espere un poco e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>We cannot answer just now</source>
        <translation>Ahora mismo no podemos responder</translation>
    </message>
    <message>
        <source>Please try again in a minute. If you were sending a form, go back and send it again: it is not counted twice.</source>
        <translation>Inténtelo de nuevo en un minuto. Si estaba enviando un formulario, vuelva atrás y envíelo otra vez: no se contará dos veces.</translation>
    </message>
    <message>
        <source>Something went wrong on our side</source>
        <translation>Algo ha fallado por nuestra parte</translation>
    </message>
    <message>
        <source>We have made a note of it. If you were sending a form, go back and send it again: it is not counted twice.</source>
        <translation>Hemos tomado nota. Si estaba enviando un formulario, vuelva atrás y envíelo otra vez: no se contará dos veces.</translation>
    </message>
    <message>
        <source>Go to the start page</source>
        <translation>Ir a la página de inicio</translation>
    </message>
    <message>
        <source>If you write to us about this, give this number:</source>
        <translation>Si nos escribe sobre esto, indique este número:</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n mensaje</numerusform>
            <numerusform>%n mensajes</numerusform>
        </translation>
    </message>
    <message>
        <source>Describe the problem in your own words. It takes about three minutes. If you have them at hand, these help us:</source>
        <translation>Describa el problema con sus palabras. Le llevará unos tres minutos. Si los tiene a mano, nos ayudan:</translation>
    </message>
    <message>
        <source>the order number</source>
        <translation>el número de pedido</translation>
    </message>
    <message>
        <source>photos or documents that show the problem</source>
        <translation>fotos o documentos que muestren el problema</translation>
    </message>
    <message>
        <source>Keep your link</source>
        <translation>Guarde su enlace</translation>
    </message>
    <message>
        <source>Save it or write it down: it is your way back to this incident.</source>
        <translation>Guárdelo o anótelo: es su forma de volver a esta incidencia.</translation>
    </message>
    <message>
        <source>You find our answer behind your link.</source>
        <translation>Encontrará nuestra respuesta en su enlace.</translation>
    </message>
    <message>
        <source>We will read it soon and answer you here.</source>
        <translation>La leeremos pronto y le responderemos aquí.</translation>
    </message>
    <message>
        <source>You need not do anything now.</source>
        <translation>No tiene que hacer nada por ahora.</translation>
    </message>
    <message>
        <source>Read our last message and write to us below.</source>
        <translation>Lea nuestro último mensaje y escríbanos más abajo.</translation>
    </message>
    <message>
        <source>If the problem is still there, reopen the incident below.</source>
        <translation>Si el problema continúa, reabra la incidencia más abajo.</translation>
    </message>
    <message>
        <source>If the problem comes back, tell us below.</source>
        <translation>Si el problema vuelve, cuéntenoslo más abajo.</translation>
    </message>
    <message>
        <source>Nobody is working on it.</source>
        <translation>Nadie está trabajando en ella.</translation>
    </message>
    <message>
        <source>We answer you there.</source>
        <translation>Le responderemos en ella.</translation>
    </message>
</context>
</TS>
