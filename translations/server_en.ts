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
</TS>
