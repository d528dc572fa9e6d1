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
        <source>We will write to this address when we answer. On your request's page you can see how it stands, add information and send files:</source>
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
        <source>To reply, to send files or to see the whole conversation, open your request's page:</source>
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
</TS>
