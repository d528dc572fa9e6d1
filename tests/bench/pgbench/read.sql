-- Which incident is read; below it the bench writes the statements that the server sent.
\set incident random(:first, :last)
