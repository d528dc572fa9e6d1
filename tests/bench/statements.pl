#!/usr/bin/perl
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes pgbench scripts of what the server sent, so that both are measured with the same statements, always the present
# ones. Reads PostgreSQL's log in JSON, with log_statement = all, of a server with one worker that answered a list of
# requests, each one twice; the second time everything was prepared and cached, and only that is taken.
#   statements.pl <log> <plan> <folder>
# The plan has a line for each request:  <name> <head file> <value>=<variable>...
# A parameter that had that value becomes the pgbench variable, "<value>" within a list too; all others keep their
# values. <folder>/<name>.sql is the script, <folder>/<name>.args the arguments that give pgbench the values.
use strict;
use warnings;
use JSON::PP;

my ($log, $plan, $folder) = @ARGV;
die "usage: statements.pl <log> <plan> <folder>\n" unless $folder;

my (%by_session, $worker);
open(my $in, '<', $log) or die "$log: $!\n";
while (my $line = <$in>) {
    my $entry = eval { decode_json($line) } or next;
    my $message = $entry->{message} // '';
    next unless $message =~ /^(?:statement|execute [^:]*): (.*)$/s;
    my ($sql, $values) = ($1, undef);
    next if $sql =~ /^(?:prepare|deallocate)\b/i;
    if ($sql =~ /^execute\s+(\S+?)\s*(?:\((.*)\))?\s*;?\s*$/is) {
        $values = $2 // '';
        my $detail = $entry->{detail} // '';
        die "no text of the prepared statement: $message\n" unless $detail =~ /^prepare: prepare \S+ as (.*)$/is;
        $sql = $1;
    }
    # The table of priorities is asked for once in five seconds only.
    next if $sql =~ /^select value from meta\b/;
    push @{ $by_session{ $entry->{session_id} } }, [$sql, $values];
    $worker = $entry->{session_id} if $sql =~ /\bfrom sessions s\b/;
}
die "the log has no request\n" unless $worker;

# One request begins where the bearer token is looked up.
my @requests;
for my $statement (@{ $by_session{$worker} }) {
    push @requests, [] if $statement->[0] =~ /\bfrom sessions s\b/;
    push @{ $requests[-1] }, $statement if @requests;
}

open(my $steps, '<', $plan) or die "$plan: $!\n";
my @steps = map { [split] } <$steps>;
die scalar(@requests) . " requests in the log, " . 2 * @steps . " expected\n" unless @requests == 2 * @steps;

sub literals {
    my ($text) = @_;
    my @values;
    while ($text =~ /\G\s*,?\s*(?:(E?)'((?:[^']|'')*)'|(NULL)|(-?[\d.]+)|(true|false))/gci) {
        if (defined $2) {
            my ($escaped, $value) = ($1, $2);
            $value =~ s/''/'/g;
            $value =~ s/\\\\/\\/g if $escaped;
            push @values, $value;
        }
        else { push @values, defined $3 ? undef : $4 // $5; }
    }
    die "cannot read the values at: " . substr($text, pos($text) // 0) . "\n" if (pos($text) // 0) < length($text);
    return @values;
}

my %scripts;
for my $index (0 .. $#steps) {
    my ($name, $head, @rules) = @{ $steps[$index] };
    my %variable = map { /^(.*)=(\w+)$/ ? ($1 => $2) : die "bad rule $_\n" } @rules;
    my ($script, @arguments) = ('');
    if (my $first = $scripts{$name}) {    # several requests that are one operation
        ($script, @arguments) = @$first;
    }
    else {
        open(my $file, '<', $head) or die "$head: $!\n";
        local $/ = undef;
        $script = <$file>;
    }
    for my $statement (@{ $requests[2 * $index + 1] }) {
        my ($sql, $values) = @$statement;
        if (defined $values) {
            my @values = literals($values);
            my $replace = sub {
                my ($n, $cast) = @_;
                my $value = $values[$n - 1];
                return "NULL$cast" unless defined $value;
                return "''$cast" if $value eq '';    # which -D refuses
                return ":$variable{$value}$cast" if exists $variable{$value};
                return "array[:$variable{$1}]$cast" if $value =~ /^\{(\d+)\}$/ && exists $variable{$1};
                for my $pattern (grep { m{^/} } keys %variable) {
                    my $inner = substr($pattern, 1);
                    return ":$variable{$pattern}$cast" if $value =~ /^$inner$/;
                }
                push @arguments, '-D', sprintf('v%d_%d=%s', $index, @arguments / 2, $value);
                return sprintf(':v%d_%d%s', $index, @arguments / 2 - 1, $cast);
            };
            $sql =~ s/\$(\d+)((?:::\w+(?:\[\])?)?)/$replace->($1, $2)/ge;
        }
        $sql =~ s/\s*;?\s*$//;
        $sql =~ s/\n/ /g;
        # What an answer gives the next statement.
        my $end = $sql =~ /\bas incident_id, m\.id as message_id\b/ ? ' \\gset new_'
            : $sql =~ /\bfor update of i$/ ? " \\gset now_\n\\set next :now_version + 1" : ';';
        $script .= "$sql$end\n";
    }
    $scripts{$name} = [$script, @arguments];
}
for my $name (keys %scripts) {
    my ($script, @arguments) = @{ $scripts{$name} };
    open(my $out, '>', "$folder/$name.sql") or die "$folder/$name.sql: $!\n";
    binmode($out, ':utf8');
    print $out $script;
    open(my $list, '>', "$folder/$name.args") or die "$folder/$name.args: $!\n";
    binmode($list, ':utf8');
    print $list join("\0", @arguments), @arguments ? "\0" : '';
}
