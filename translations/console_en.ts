<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mostrador::console::Composer</name>
    <message numerus="yes">
        <source>A message takes at most %Ln file(s).</source>
        <translation>
            <numerusform>A message takes at most %Ln file.</numerusform>
            <numerusform>A message takes at most %Ln files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::ConnectionBar</name>
    <message numerus="yes">
        <source>Trying again in %n second(s).</source>
        <translation>
            <numerusform>Trying again in %n second.</numerusform>
            <numerusform>Trying again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::CustomerCard</name>
    <message numerus="yes">
        <source>%Ln other incident(s)</source>
        <translation>
            <numerusform>%Ln other incident</numerusform>
            <numerusform>%Ln other incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::EmployeesWindow</name>
    <message numerus="yes">
        <source>At least %Ln character(s); the employee can change it</source>
        <translation>
            <numerusform>At least %Ln character; the employee can change it</numerusform>
            <numerusform>At least %Ln characters; the employee can change it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::IncidentPanel</name>
    <message numerus="yes">
        <source>Fi&amp;les (%Ln)</source>
        <translation>
            <numerusform>Fi&amp;les (%Ln)</numerusform>
            <numerusform>Fi&amp;les (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::PasswordDialog</name>
    <message numerus="yes">
        <source>At least %Ln character(s)</source>
        <translation>
            <numerusform>At least %Ln character</numerusform>
            <numerusform>At least %Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::PresenceLine</name>
    <message numerus="yes">
        <source>%1, %2 and %Ln other(s)</source>
        <translation>
            <numerusform>%1, %2 and %Ln other</numerusform>
            <numerusform>%1, %2 and %Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is writing</source>
        <extracomment>%1 is a name or several; the number decides between &quot;is&quot; and &quot;are&quot;</extracomment>
        <translation>
            <numerusform>%1 is writing</numerusform>
            <numerusform>%1 are writing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is viewing</source>
        <extracomment>%1 is a name or several; the number decides between &quot;is&quot; and &quot;are&quot;</extracomment>
        <translation>
            <numerusform>%1 is viewing</numerusform>
            <numerusform>%1 are viewing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::QueueView</name>
    <message numerus="yes">
        <source>More than %Ln incidents</source>
        <translation>
            <numerusform>More than %Ln incident</numerusform>
            <numerusform>More than %Ln incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incident(s)</source>
        <translation>
            <numerusform>%Ln incident</numerusform>
            <numerusform>%Ln incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::SendUndo</name>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::TagPicker</name>
    <message numerus="yes">
        <source>An incident takes at most %Ln tag(s).</source>
        <translation>
            <numerusform>An incident takes at most %Ln tag.</numerusform>
            <numerusform>An incident takes at most %Ln tags.</numerusform>
        </translation>
    </message>
</context>
</TS>
