#!/usr/bin/perl
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the table of budgets of what measure.sh wrote:  report.pl <results> [<JSON file>]
use strict;
use warnings;
use JSON::PP;

my ($file, $json_file) = @ARGV;
die "usage: report.pl <results> [<JSON file>]\n" unless $file;
my (%pairs, %values, %faults, @order);
open(my $in, '<', $file) or die "$file: $!\n";
while (<$in>) {
    chomp;
    my ($kind, $row, $rest) = split ' ', $_, 3;
    push @order, $row unless $pairs{$row} || $values{$row} || grep { $_ eq $row } @order;
    if ($kind eq 'pair') { push @{ $pairs{$row} }, [map { $_ + 0 } split ' ', $rest] }
    elsif ($kind eq 'value') { push @{ $values{$row} }, $rest }
    else                     { push @{ $faults{$row} }, $rest }
}

sub median {
    my @sorted = sort { $a <=> $b } @_;
    return undef unless @sorted;
    my $middle = int(@sorted / 2);
    return @sorted % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2;
}

# What a row is called, and the least or the most that its ratio or value may be.
my %name = (
    create => 'create an incident', read => 'read one with its messages', newest => 'newest 50 open',
    search => 'search, 0.1 % hits', reply => 'reply', count => 'count of a view',
    'search-steady' => 'search, 64 hits', empty => 'empty answer');
my %least = (create => 0.60, read => 0.35, newest => 0.20, search => 0.20, reply => 0.50);

sub row {
    my ($row) = @_;
    my @parts = split m{/}, $row;
    if ($parts[0] eq 'empty') {
        return ("empty answer, $parts[1] clients", 'req/s', 'bare QAbstractHttpServer', $parts[1] == 32 ? 0.80 : undef, undef);
    }
    if ($parts[0] eq 'flat') {
        # Ten times the history gives ten times the hits of such a search: told, not judged.
        my $most = $parts[1] eq 'search' ? undef : 1.5;
        return ("$name{$parts[1]}: 1,000,000 beside 10,000", 'us', '10,000', undef, $most);
    }
    if ($parts[0] =~ /^p99/) {
        my $how = $parts[0] eq 'p99' ? '' : ' while reports run';
        return ("p99 beside p50, half the top rate$how: $name{$parts[1]}", 'us', 'p50', undef, 5);
    }
    return ('SQLite: create an incident, 32 clients', '1/s', 'SQLite in one thread', 0.60, undef) if $parts[0] eq 'sqlite';
    my $judged = @parts == 3 && $parts[1] == 32;
    return ("$name{$parts[0]}, $parts[1] clients, $parts[2] incidents", '1/s', 'pgbench', $judged ? $least{$parts[0]} : undef, undef);
}

my %value_rows = (
    'start'           => ['start-up',                            'ms', 300],
    'memory/idle'     => ['memory, idle',                        'MB', 60],
    'memory/consoles' => ['memory, 1,000 consoles',              'MB', undef],
    'memory/load'     => ['memory, 1,000 consoles, under load',  'MB', 150],
    'feed/items'      => ['feed items that the consoles got',    '',   undef],
    'console/start'              => ['console: start to the first list',                'ms', 1000],
    'console/first-rows'         => ['console: first rows after log-in',                'ms', 200],
    'console/all/first-rows'     => ['console: first rows of everything',               'ms', 200],
    'console/all/counted'        => ['console: the whole list counted',                 'ms', undef],
    'console/jump/900000'        => ['console: jump to nine tenths',                    'ms', 200],
    'console/jump/anywhere'      => ['console: jump anywhere, median',                  'ms', 200],
    'console/jump/longest'       => ['console: jump anywhere, longest of 20',           'ms', undef],
    'console/memory/most'        => ['console: memory at most',                         'MB', 150],
    (map { ("console/block/$_/wall"      => ["console: longest block, $_",            'ms', 16],
            "console/block/$_/processor" => ["console: longest block, $_, processor", 'ms', undef]) }
        qw(start all jump fling feed-created feed-updated select-all)),
    'fill/10000'      => ['filling 10,000 incidents',            's',  undef],
    'fill/1000000'    => ['filling 1,000,000 incidents',         's',  600]);

sub short { my ($n) = @_; return '-' unless defined $n; return $n >= 100 ? sprintf('%.0f', $n) : $n >= 10 ? sprintf('%.1f', $n) : sprintf('%.2f', $n) }

my @rows;
for my $row (@order) {
    if (my $pairs = $pairs{$row}) {
        my ($what, $unit, $beside, $least, $most) = row($row);
        my @ratios = map { $_->[1] > 0 ? $_->[0] / $_->[1] : () } @$pairs;
        my $ratio = median(@ratios);
        my $verdict = !defined $ratio || @ratios < @$pairs || $faults{$row} ? 'FAULT'
            : defined $least ? ($ratio >= $least ? 'ok' : 'SHORT')
            : defined $most  ? ($ratio <= $most  ? 'ok' : 'SHORT') : '';
        my @sorted = sort { $a <=> $b } @ratios;
        push @rows, {
            row => $row, what => $what, unit => $unit, beside => $beside,
            ours => median(map { $_->[0] } @$pairs), reference => median(map { $_->[1] } @$pairs),
            ratio => $ratio, spread => @sorted ? [$sorted[0], $sorted[-1]] : [],
            budget => defined $least ? ">= $least" : defined $most ? "<= $most" : '', verdict => $verdict };
    }
    elsif (my $values = $values{$row}) {
        my ($what, $unit, $most) = @{ $value_rows{$row} // [] };
        ($what, $unit) = ("processor time of one request: $row", 'us') if $row =~ m{^cpu/};
        $what //= $row;
        my $value = median(@$values);
        push @rows, {
            row => $row, what => $what, unit => $unit // '', ours => $value, budget => defined $most ? "<= $most" : '',
            verdict => $faults{$row} ? 'FAULT' : defined $most ? ($value <= $most ? 'ok' : 'SHORT') : '' };
    }
}
for my $row (sort keys %faults) {
    push @rows, { row => $row, what => $row, verdict => 'FAULT', budget => '' } unless $pairs{$row} || $values{$row};
}

my $format = "%-62s %9s %9s %6s %13s %9s %s\n";
printf $format, 'what', 'ours', 'reference', 'ratio', 'spread', 'budget', 'verdict';
for my $r (@rows) {
    my $spread = @{ $r->{spread} // [] } ? sprintf('%.2f ... %.2f', @{ $r->{spread} }) : '';
    printf $format, $r->{what}, short($r->{ours}) . ($r->{ratio} ? '' : " $r->{unit}"), $r->{ratio} ? short($r->{reference}) : '',
        $r->{ratio} ? sprintf('%.2f', $r->{ratio}) : '', $spread, $r->{budget}, $r->{verdict};
}
for my $row (sort keys %faults) { print "fault: $row: $_\n" for @{ $faults{$row} } }
my $short = grep { ($_->{verdict} // '') eq 'SHORT' } @rows;
my $faulty = grep { ($_->{verdict} // '') eq 'FAULT' } @rows;
my $met = grep { ($_->{verdict} // '') eq 'ok' } @rows;
open(my $load, '<', '/proc/loadavg');
my ($busy) = split ' ', <$load>;
print "$met budgets met, $short fallen short of, $faulty faults. Load of the machine at the end: $busy.\n";
if ($json_file) {
    open(my $out, '>', $json_file) or die "$json_file: $!\n";
    print $out JSON::PP->new->pretty->canonical->encode({
        rows => \@rows, faults => \%faults, load => $busy + 0, met => $met, short => $short });
}
exit($faulty ? 1 : 0);
