<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mostrador::console::ActionListModel</name>
    <message numerus="yes">
        <source>%Ln incident(s)</source>
        <translation>
            <numerusform>%Ln incident</numerusform>
            <numerusform>%Ln incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::ActionText</name>
    <message numerus="yes">
        <source>Done; %Ln not changed</source>
        <translation>
            <numerusform>Done; %Ln not changed</numerusform>
            <numerusform>Done; %Ln not changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::ActionsWindow</name>
    <message numerus="yes">
        <source>%Ln not sent yet</source>
        <translation>
            <numerusform>%Ln not sent yet</numerusform>
            <numerusform>%Ln not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) your decision</source>
        <translation>
            <numerusform>%Ln needs your decision</numerusform>
            <numerusform>%Ln need your decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::BulkDialog</name>
    <message numerus="yes">
        <source>Change %Ln incident(s)</source>
        <translation>
            <numerusform>Change %Ln incident</numerusform>
            <numerusform>Change %Ln incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) will be written. They cannot be taken back.</source>
        <translation>
            <numerusform>%Ln message will be written. It cannot be taken back.</numerusform>
            <numerusform>%Ln messages will be written. They cannot be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incident(s) will change.</source>
        <translation>
            <numerusform>%Ln incident will change.</numerusform>
            <numerusform>%Ln incidents will change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more kind(s) of change</source>
        <translation>
            <numerusform>and %Ln more kind of change</numerusform>
            <numerusform>and %Ln more kinds of change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are so already.</source>
        <translation>
            <numerusform>%Ln is so already.</numerusform>
            <numerusform>%Ln are so already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::CallerFinder</name>
    <message numerus="yes">
        <source>%Ln open incident(s)</source>
        <translation>
            <numerusform>%Ln open incident</numerusform>
            <numerusform>%Ln open incidents</numerusform>
        </translation>
    </message>
</context>
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
    <name>mostrador::console::Console</name>
    <message numerus="yes">
        <source>%Ln change(s) have not reached the server.</source>
        <translation>
            <numerusform>%Ln change has not reached the server.</numerusform>
            <numerusform>%Ln changes have not reached the server.</numerusform>
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
    <name>mostrador::console::FilesSaver</name>
    <message numerus="yes">
        <source>%Ln file(s) saved in %1.</source>
        <translation>
            <numerusform>%Ln file saved in %1.</numerusform>
            <numerusform>%Ln files saved in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln file(s) saved in %2. %3</source>
        <comment>how many, folder, reason</comment>
        <translation>
            <numerusform>%1 of %Ln file saved in %2. %3</numerusform>
            <numerusform>%1 of %Ln files saved in %2. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::HandoverText</name>
    <message numerus="yes">
        <source>and more than %n others</source>
        <translation>
            <numerusform>and more than %n other</numerusform>
            <numerusform>and more than %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n others</source>
        <translation>
            <numerusform>and %n other</numerusform>
            <numerusform>and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::HandoverWindow</name>
    <message numerus="yes">
        <source>%n incidents</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incidents are not for you to see.</source>
        <translation>
            <numerusform>%n incident is not for you to see.</numerusform>
            <numerusform>%n incidents are not for you to see.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::Handovers</name>
    <message numerus="yes">
        <source>%n hand-overs to confirm</source>
        <translation>
            <numerusform>%n hand-over to confirm</numerusform>
            <numerusform>%n hand-overs to confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 hands over to %2: %n incidents.</source>
        <translation>
            <numerusform>%1 hands over to %2: %n incident.</numerusform>
            <numerusform>%1 hands over to %2: %n incidents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 hands over to you: %n incidents.</source>
        <translation>
            <numerusform>%1 hands over to you: %n incident.</numerusform>
            <numerusform>%1 hands over to you: %n incidents.</numerusform>
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
    <name>mostrador::console::NotificationCentre</name>
    <message numerus="yes">
        <source>%Ln notification(s)</source>
        <translation>
            <numerusform>%Ln notification</numerusform>
            <numerusform>%Ln notifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread notification(s)</source>
        <translation>
            <numerusform>%Ln unread notification</numerusform>
            <numerusform>%Ln unread notifications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::NotificationText</name>
    <message numerus="yes">
        <source>%Ln message(s) from the customer</source>
        <translation>
            <numerusform>%Ln message from the customer</numerusform>
            <numerusform>%Ln messages from the customer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mostrador::console::Notifications</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notification(s)</source>
        <translation>
            <numerusform>%Ln notification</numerusform>
            <numerusform>%Ln notifications</numerusform>
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
    <message numerus="yes">
        <source>only what is kept on this computer: the last %n day(s)</source>
        <translation>
            <numerusform>only what is kept on this computer: the last day</numerusform>
            <numerusform>only what is kept on this computer: the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of more than %Ln incidents</source>
        <translation>
            <numerusform>The best %1 of more than %Ln incident</numerusform>
            <numerusform>The best %1 of more than %Ln incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %Ln incident(s)</source>
        <translation>
            <numerusform>The best %1 of %Ln incident</numerusform>
            <numerusform>The best %1 of %Ln incidents</numerusform>
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
