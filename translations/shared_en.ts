<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Channel</name>
    <message>
        <source>Web form</source>
        <translation>Web form</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
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
        <translation>Post</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>DateTime</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d MMMM yyyy, HH:mm</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>Incident opened</source>
        <translation>Incident opened</translation>
    </message>
    <message>
        <source>Incident changed</source>
        <translation>Incident changed</translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation>Status changed</translation>
    </message>
    <message>
        <source>Incident assigned</source>
        <translation>Incident assigned</translation>
    </message>
    <message>
        <source>Message added</source>
        <translation>Message added</translation>
    </message>
    <message>
        <source>Internal note added</source>
        <translation>Internal note added</translation>
    </message>
    <message>
        <source>File attached</source>
        <translation>File attached</translation>
    </message>
    <message>
        <source>Customer created</source>
        <translation>Customer created</translation>
    </message>
    <message>
        <source>Customer changed</source>
        <translation>Customer changed</translation>
    </message>
    <message>
        <source>Customer removed</source>
        <translation>Customer removed</translation>
    </message>
    <message>
        <source>Employee created</source>
        <translation>Employee created</translation>
    </message>
    <message>
        <source>Employee changed</source>
        <translation>Employee changed</translation>
    </message>
    <message>
        <source>Employee removed</source>
        <translation>Employee removed</translation>
    </message>
    <message>
        <source>Team created</source>
        <translation>Team created</translation>
    </message>
    <message>
        <source>Team changed</source>
        <translation>Team changed</translation>
    </message>
    <message>
        <source>Team removed</source>
        <translation>Team removed</translation>
    </message>
    <message>
        <source>Product created</source>
        <translation>Product created</translation>
    </message>
    <message>
        <source>Product changed</source>
        <translation>Product changed</translation>
    </message>
    <message>
        <source>Product removed</source>
        <translation>Product removed</translation>
    </message>
    <message>
        <source>View created</source>
        <translation>View created</translation>
    </message>
    <message>
        <source>View changed</source>
        <translation>View changed</translation>
    </message>
    <message>
        <source>View removed</source>
        <translation>View removed</translation>
    </message>
    <message>
        <source>Canned reply created</source>
        <translation>Canned reply created</translation>
    </message>
    <message>
        <source>Canned reply changed</source>
        <translation>Canned reply changed</translation>
    </message>
    <message>
        <source>Canned reply removed</source>
        <translation>Canned reply removed</translation>
    </message>
    <message>
        <source>Tag created</source>
        <translation>Tag created</translation>
    </message>
    <message>
        <source>Tag changed</source>
        <translation>Tag changed</translation>
    </message>
    <message>
        <source>Tag removed</source>
        <translation>Tag removed</translation>
    </message>
    <message>
        <source>Custom field created</source>
        <translation>Custom field created</translation>
    </message>
    <message>
        <source>Custom field changed</source>
        <translation>Custom field changed</translation>
    </message>
    <message>
        <source>Custom field removed</source>
        <translation>Custom field removed</translation>
    </message>
    <message>
        <source>Priority table changed</source>
        <translation>Priority table changed</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Given name</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Family name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postal address</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Street and number</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Postal code</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Province or region</source>
        <translation>Province or region</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Current password</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Restricted</translation>
    </message>
    <message>
        <source>Article number</source>
        <translation>Article number</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Impact</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Further fields</source>
        <translation>Further fields</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Order number</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>External reference</source>
        <translation>External reference</translation>
    </message>
    <message>
        <source>Follow-up of</source>
        <translation>Follow-up of</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>Merged into</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Created</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Internal</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Priority set by hand</source>
        <translation>Priority set by hand</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Shortcut</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Visible to</source>
        <translation>Visible to</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>Help text</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Choices</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Smallest value</source>
        <translation>Smallest value</translation>
    </message>
    <message>
        <source>Largest value</source>
        <translation>Largest value</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Longest text</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Product categories</source>
        <translation>Product categories</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Depends on</translation>
    </message>
    <message>
        <source>Values it depends on</source>
        <translation>Values it depends on</translation>
    </message>
    <message>
        <source>Visible to the customer</source>
        <translation>Visible to the customer</translation>
    </message>
    <message>
        <source>Priorities</source>
        <translation>Priorities</translation>
    </message>
</context>
<context>
    <name>FieldError</name>
    <message>
        <source>Fill in this field.</source>
        <translation>Fill in this field.</translation>
    </message>
    <message>
        <source>Check how this is written.</source>
        <translation>Check how this is written.</translation>
    </message>
    <message>
        <source>Choose one of the offered values.</source>
        <translation>Choose one of the offered values.</translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation>Enter a number from %1 to %2.</translation>
    </message>
    <message>
        <source>This value has the wrong type.</source>
        <translation>This value has the wrong type.</translation>
    </message>
    <message>
        <source>This field does not exist.</source>
        <translation>This field does not exist.</translation>
    </message>
    <message>
        <source>This field cannot be changed.</source>
        <translation>This field cannot be changed.</translation>
    </message>
    <message>
        <source>Somebody else has this already. Choose another one.</source>
        <translation>Somebody else has this already. Choose another one.</translation>
    </message>
    <message>
        <source>This does not exist, or not any more.</source>
        <translation>This does not exist, or not any more.</translation>
    </message>
    <message>
        <source>Remove the invisible control characters from this text.</source>
        <translation>Remove the invisible control characters from this text.</translation>
    </message>
    <message>
        <source>This contradicts another field.</source>
        <translation>This contradicts another field.</translation>
    </message>
    <message>
        <source>The search has a mistake here.</source>
        <translation>The search has a mistake here.</translation>
    </message>
    <message numerus="yes">
        <source>Enter at most %n character(s).</source>
        <translation>
            <numerusform>Enter at most %n character.</numerusform>
            <numerusform>Enter at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enter at least %n character(s).</source>
        <translation>
            <numerusform>Enter at least %n character.</numerusform>
            <numerusform>Enter at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give at most %n of these.</source>
        <translation>
            <numerusform>Give at most %n of these.</numerusform>
            <numerusform>Give at most %n of these.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter an e-mail address such as name@example.com.</source>
        <translation>Enter an e-mail address such as name@example.com.</translation>
    </message>
    <message>
        <source>Enter a real date, such as 2026-11-21.</source>
        <translation>Enter a real date, such as 2026-11-21.</translation>
    </message>
    <message>
        <source>Enter a date and a time, such as 2026-11-21T09:30:00Z.</source>
        <translation>Enter a date and a time, such as 2026-11-21T09:30:00Z.</translation>
    </message>
    <message>
        <source>Enter a reference such as INC-2026-000123.</source>
        <translation>Enter a reference such as INC-2026-000123.</translation>
    </message>
    <message>
        <source>Enter the two letters of a country, such as ES.</source>
        <translation>Enter the two letters of a country, such as ES.</translation>
    </message>
    <message>
        <source>This is not a valid identifier.</source>
        <translation>This is not a valid identifier.</translation>
    </message>
    <message>
        <source>This text has characters that cannot be read. Type it again.</source>
        <translation>This text has characters that cannot be read. Type it again.</translation>
    </message>
    <message>
        <source>There is no placeholder of this name.</source>
        <translation>There is no placeholder of this name.</translation>
    </message>
    <message>
        <source>Enter a value from %1 to %2.</source>
        <translation>Enter a value from %1 to %2.</translation>
    </message>
    <message>
        <source>Enter %1 or more.</source>
        <translation>Enter %1 or more.</translation>
    </message>
    <message>
        <source>Enter %1 or less.</source>
        <translation>Enter %1 or less.</translation>
    </message>
    <message>
        <source>There is no placeholder {{%1}}. Write {{%2}} if you mean that one.</source>
        <translation>There is no placeholder {{%1}}. Write {{%2}} if you mean that one.</translation>
    </message>
    <message>
        <source>There is no placeholder {{%1}}.</source>
        <translation>There is no placeholder {{%1}}.</translation>
    </message>
</context>
<context>
    <name>Impact</name>
    <message>
        <source>Low</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>High</source>
        <translation>High</translation>
    </message>
</context>
<context>
    <name>PlainStatus</name>
    <message>
        <source>We have received your incident</source>
        <translation>We have received your incident</translation>
    </message>
    <message>
        <source>We are working on your incident</source>
        <translation>We are working on your incident</translation>
    </message>
    <message>
        <source>We are waiting for your answer</source>
        <translation>We are waiting for your answer</translation>
    </message>
    <message>
        <source>We are waiting for another company, such as the manufacturer or the carrier</source>
        <translation>We are waiting for another company, such as the manufacturer or the carrier</translation>
    </message>
    <message>
        <source>Your incident is resolved</source>
        <translation>Your incident is resolved</translation>
    </message>
    <message>
        <source>Your incident is closed</source>
        <translation>Your incident is closed</translation>
    </message>
    <message>
        <source>Your incident was withdrawn</source>
        <translation>Your incident was withdrawn</translation>
    </message>
    <message>
        <source>We are dealing with this in another incident of yours</source>
        <translation>We are dealing with this in another incident of yours</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Low</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>High</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Critical</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The request could not be read.</source>
        <translation>The request could not be read.</translation>
    </message>
    <message>
        <source>The search has a mistake.</source>
        <translation>The search has a mistake.</translation>
    </message>
    <message>
        <source>The list has changed too much. Load it anew.</source>
        <translation>The list has changed too much. Load it anew.</translation>
    </message>
    <message>
        <source>Log in again to go on.</source>
        <translation>Log in again to go on.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>The e-mail address or the password is wrong.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>You are not allowed to do this.</translation>
    </message>
    <message>
        <source>This does not exist, or not any more.</source>
        <translation>This does not exist, or not any more.</translation>
    </message>
    <message>
        <source>This cannot be done here.</source>
        <translation>This cannot be done here.</translation>
    </message>
    <message>
        <source>This does not go with the present state. Load it anew.</source>
        <translation>This does not go with the present state. Load it anew.</translation>
    </message>
    <message>
        <source>One with the same data exists already.</source>
        <translation>One with the same data exists already.</translation>
    </message>
    <message>
        <source>The status cannot change this way.</source>
        <translation>The status cannot change this way.</translation>
    </message>
    <message>
        <source>This is in use and cannot be removed.</source>
        <translation>This is in use and cannot be removed.</translation>
    </message>
    <message>
        <source>The same request is being worked on. Wait a moment.</source>
        <translation>The same request is being worked on. Wait a moment.</translation>
    </message>
    <message>
        <source>Somebody else changed the same field meanwhile.</source>
        <translation>Somebody else changed the same field meanwhile.</translation>
    </message>
    <message>
        <source>This is too large to be sent.</source>
        <translation>This is too large to be sent.</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>The address is too long.</translation>
    </message>
    <message>
        <source>Files of this kind are not accepted.</source>
        <translation>Files of this kind are not accepted.</translation>
    </message>
    <message>
        <source>Some fields need to be corrected.</source>
        <translation>Some fields need to be corrected.</translation>
    </message>
    <message>
        <source>This was sent before with another content. Load the page anew and send it again.</source>
        <translation>This was sent before with another content. Load the page anew and send it again.</translation>
    </message>
    <message>
        <source>The request does not say which version it changes.</source>
        <translation>The request does not say which version it changes.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment and try again.</source>
        <translation>Too many attempts. Wait a moment and try again.</translation>
    </message>
    <message>
        <source>Something went wrong on our side. Try again in a moment.</source>
        <translation>Something went wrong on our side. Try again in a moment.</translation>
    </message>
    <message>
        <source>The service is busy or being maintained. Try again in a moment.</source>
        <translation>The service is busy or being maintained. Try again in a moment.</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>Team lead</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
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
        <translation>There is no field of this name.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>A value is missing here.</translation>
    </message>
    <message>
        <source>The field does not have this value.</source>
        <translation>The field does not have this value.</translation>
    </message>
    <message>
        <source>The field does not understand this value.</source>
        <translation>The field does not understand this value.</translation>
    </message>
    <message>
        <source>This comparison does not suit the field.</source>
        <translation>This comparison does not suit the field.</translation>
    </message>
    <message>
        <source>This comparison takes one value only.</source>
        <translation>This comparison takes one value only.</translation>
    </message>
    <message>
        <source>The closing quotation mark is missing.</source>
        <translation>The closing quotation mark is missing.</translation>
    </message>
    <message>
        <source>The closing parenthesis is missing.</source>
        <translation>The closing parenthesis is missing.</translation>
    </message>
    <message>
        <source>This closing parenthesis has no opening one.</source>
        <translation>This closing parenthesis has no opening one.</translation>
    </message>
    <message>
        <source>A condition is missing here.</source>
        <translation>A condition is missing here.</translation>
    </message>
    <message>
        <source>The search is too long.</source>
        <translation>The search is too long.</translation>
    </message>
    <message>
        <source>The search has too many conditions.</source>
        <translation>The search has too many conditions.</translation>
    </message>
    <message>
        <source>The search has too many nested parentheses.</source>
        <translation>The search has too many nested parentheses.</translation>
    </message>
    <message>
        <source>The search cannot hold this character.</source>
        <translation>The search cannot hold this character.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation>Waiting for customer</translation>
    </message>
    <message>
        <source>Waiting for third party</source>
        <translation>Waiting for third party</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Merged</translation>
    </message>
</context>
<context>
    <name>Urgency</name>
    <message>
        <source>Low</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>High</source>
        <translation>High</translation>
    </message>
</context>
</TS>
