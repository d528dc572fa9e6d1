<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mail</name>
    <message numerus="yes">
        <source>The answer comes with %n file(s); see the page below.</source>
        <translation>
            <numerusform>The answer comes with %n file; see the page below.</numerusform>
            <numerusform>The answer comes with %n files; see the page below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>If the problem is still there, you can reopen your request within %n day(s) on its page:</source>
        <translation>
            <numerusform>If the problem is still there, you can reopen your request within %n day on its page:</numerusform>
            <numerusform>If the problem is still there, you can reopen your request within %n days on its page:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Takes in incidents from a CSV file (also packed with gzip). An interrupted import goes on where it was when it is started again; nothing comes in twice.</source>
        <translation>Takes in incidents from a CSV file (also packed with gzip). An interrupted import goes on where it was when it is started again; nothing comes in twice.</translation>
    </message>
    <message>
        <source>Which column is what: the name of a mapping that comes with the program, or a TOML file.</source>
        <translation>Which column is what: the name of a mapping that comes with the program, or a TOML file.</translation>
    </message>
    <message>
        <source>List the mappings that come with the program.</source>
        <translation>List the mappings that come with the program.</translation>
    </message>
    <message>
        <source>Where to write what was refused, with line and reason (default: in the present folder, named after the CSV file with .refused.csv).</source>
        <translation>Where to write what was refused, with line and reason (default: in the present folder, named after the CSV file with .refused.csv).</translation>
    </message>
    <message>
        <source>The file to import.</source>
        <translation>The file to import.</translation>
    </message>
    <message>
        <source>%1: there is no such mapping. &quot;import --list&quot; names those that come with the program.</source>
        <translation>%1: there is no such mapping. &quot;import --list&quot; names those that come with the program.</translation>
    </message>
    <message>
        <source>%1 %, %2 incidents, %3 a second</source>
        <translation>%1 %, %2 incidents, %3 a second</translation>
    </message>
    <message>
        <source>%1 %, passing what was done before</source>
        <translation>%1 %, passing what was done before</translation>
    </message>
    <message>
        <source>This file was imported before with this mapping.</source>
        <translation>This file was imported before with this mapping.</translation>
    </message>
    <message>
        <source>rows read</source>
        <translation>rows read</translation>
    </message>
    <message>
        <source>incidents imported</source>
        <translation>incidents imported</translation>
    </message>
    <message>
        <source>incidents that were there already</source>
        <translation>incidents that were there already</translation>
    </message>
    <message>
        <source>incidents refused</source>
        <translation>incidents refused</translation>
    </message>
    <message>
        <source>status changes</source>
        <translation>status changes</translation>
    </message>
    <message>
        <source>further status changes where no direct step exists</source>
        <translation>further status changes where no direct step exists</translation>
    </message>
    <message>
        <source>reassignments</source>
        <translation>reassignments</translation>
    </message>
    <message>
        <source>reopenings</source>
        <translation>reopenings</translation>
    </message>
    <message>
        <source>changes of other fields</source>
        <translation>changes of other fields</translation>
    </message>
    <message>
        <source>What was refused stands in %1</source>
        <translation>What was refused stands in %1</translation>
    </message>
    <message>
        <source>Start the same command again to go on.</source>
        <translation>Start the same command again to go on.</translation>
    </message>
</context>
</TS>
