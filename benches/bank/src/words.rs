//! The words and the sentences of generated questions.

use std::sync::LazyLock;

/// Words that one is drawn from.
type Words = LazyLock<Vec<&'static str>>;

fn list(words: &'static str) -> Vec<&'static str> {
    words.split(',').map(str::trim).collect()
}

/// Things, each one word.
pub(crate) static NOUNS: Words = Words::new(|| {
    list(
        "
adapter, address, agent, alarm, alias, allocator, anchor, archive, arena, array, assertion,
atom, audit, backlog, backup, balancer, bandwidth, barrier, baseline, batch, beacon, binary,
binding, bitfield, bitmap, block, boundary, branch, breaker, bridge, broadcast, broker, browser,
bucket, budget, buffer, builder, bus, cache, callback, canary, capsule, carrier, catalog, cell,
census, chain, channel, checkpoint, checksum, chunk, circuit, client, clock, closure, cluster,
codec, coder, collector, collision, column, command, commit, compiler, component, condition,
config, conflict, connection, console, constraint, consumer, container, context, contract,
controller, converter, copy, core, coroutine, counter, crawler, credential, cursor, cycle,
daemon, dashboard, deadline, debugger, decoder, decorator, default, delegate, delta, dependency,
descriptor, detector, device, dictionary, diff, digest, directory, dispatcher, domain, draft,
drift, driver, edge, element, emulator, encoder, endpoint, engine, envelope, epoch, error,
estimate, event, exception, executor, exporter, extension, facade, factory, failover, farm,
feature, feed, fence, fiber, field, file, filter, finalizer, firewall, fixture, flag, folder,
footprint, fork, formatter, fragment, frame, function, future, garbage, gate, gateway,
generator, getter, grammar, grant, graph, group, guard, handle, handler, harness, hash, header,
heap, histogram, hook, host, identity, image, import, inbox, index, ingress, initializer, inode,
input, instance, interface, interpreter, interrupt, interval, invariant, item, iterator, jitter,
job, journal, kernel, key, keyring, label, lambda, latch, latency, layer, leader, lease, ledger,
lexer, library, license, lifetime, limit, linker, list, listener, literal, loader, locale,
locator, lock, log, logger, loop, machine, macro, mailbox, manifest, mapper, marker, matrix,
measure, member, merge, message, metric, middleware, migration, mirror, mock, mode, module,
monitor, mutex, namespace, network, node, notifier, number, object, observer, offset, operator,
optimizer, option, order, orphan, outbox, outlier, output, overflow, owner, package, packet,
page, panel, parameter, parent, parser, partition, password, patch, path, payload, peer,
percentile, permission, phase, pin, pipeline, planner, platform, plugin, pointer, policy, pool,
port, predicate, prefix, primary, probe, process, producer, profile, program, promise, prompt,
property, protocol, prototype, provider, proxy, pulse, query, quorum, quota, race, range, rate,
reactor, reader, receipt, record, recovery, reducer, reference, refresh, region, registry,
regression, relay, release, renderer, replica, report, repository, request, reservation,
resolver, resource, response, restart, result, retry, revision, ring, role, rollback, root,
route, router, rule, runner, runtime, sample, sandbox, scanner, scheduler, schema, scope,
script, seam, secret, segment, selector, semaphore, sensor, sequence, server, service, session,
setter, setting, shard, sidecar, signal, singleton, slice, slot, snapshot, socket, sorter,
source, span, spinner, stack, state, statement, statistic, step, storage, strategy, stream,
string, struct, subscriber, suffix, supervisor, switch, symbol, syntax, table, target, task,
template, tenant, terminal, test, thread, threshold, throttle, ticket, timeline, timeout, timer,
timestamp, token, topic, trace, tracker, trait, transaction, transformer, transport, trap, tree,
trigger, tunnel, tuple, type, union, unit, update, upload, user, vacuum, validator, value,
variable, vector, vendor, verdict, version, view, visitor, volume, waiter, warning, watcher,
webhook, widget, wildcard, window, worker, wrapper, writer, zone
",
    )
});

/// What one thing does to another.
pub(crate) static VERBS: Words = Words::new(|| {
    list(
        "
absorbs, accepts, acknowledges, adds, adjusts, aligns, allocates, announces, appends, archives,
asks, assigns, attaches, awaits, balances, batches, binds, blocks, breaks, bumps, bypasses,
caches, calls, carries, catches, changes, checks, chooses, claims, clears, closes, collects,
commits, compacts, compares, completes, computes, confirms, connects, consumes, converts,
copies, corrects, counts, covers, creates, cuts, decides, declares, decodes, decrements, defers,
delays, delegates to, deletes, delivers, demands, denies, deploys, derives, describes, detaches,
detects, discards, discovers, divides, doubles, drains, drops, duplicates, elects, emits,
empties, enables, encloses, encodes, ends, enforces, enters, erases, evicts, exceeds, expands,
exports, exposes, extends, feeds, fetches, fills, filters, finds, finishes, fixes, flushes,
folds, follows, forgets, forwards, frees, freezes, gathers, gives, grants, groups, grows,
guards, halts, handles, hashes, hides, holds, ignores, imports, increments, indexes, informs,
inherits, inserts, inspects, installs, interrupts, invalidates, isolates, joins, keeps, knows,
lacks, leaves, limits, links, lists, loads, locks, lowers, maps, marks, masks, matches,
measures, meets, merges, migrates, mirrors, mounts, moves, names, narrows, needs, negotiates,
notifies, observes, offers, omits, opens, orders, outlives, outruns, overlaps, owns, packs,
parses, passes, patches, pauses, permits, persists, picks, pins, places, polls, postpones,
precedes, prepares, prints, produces, projects, promotes, protects, prunes, publishes, pulls,
pushes, queries, queues, raises, reaches, reads, rebuilds, records, recovers, recycles, reduces,
refreshes, registers, rejects, releases, removes, renames, renders, repairs, repeats, replaces,
reports, requests, reserves, resets, resolves, restores, resumes, retries, returns, reuses,
reveals, reverts, revokes, rotates, routes, runs, samples, saves, scans, schedules, seals,
seeks, selects, sends, separates, serves, settles, shares, shifts, shrinks, shuts, signals,
signs, skips, sorts, spawns, splits, starts, stops, stores, streams, strips, submits, supports,
suspends, swaps, synchronises, tags, tests, throttles, tracks, triggers, trims, truncates,
trusts, unblocks, unlocks, updates, upgrades, uses, validates, verifies, visits, waits for,
wakes, warms, watches, widens, wraps, writes, yields
",
    )
});

/// How a thing is.
pub(crate) static ADJECTIVES: Words = Words::new(|| {
    list(
        "
absent, abstract, active, adaptive, additional, adjacent, aligned, ambiguous, anonymous,
asynchronous, atomic, automatic, available, balanced, bare, binary, blocking, bounded, brittle,
broken, buffered, busy, cached, canonical, careful, central, certain, cheap, checked, circular,
clean, clever, closed, coarse, coherent, cold, colliding, common, compact, compatible, complete,
compressed, concurrent, conditional, configurable, consistent, constant, contended, correct,
corrupt, costly, covered, critical, crowded, current, cyclic, damaged, dangling, dead, declared,
dedicated, deep, default, deferred, delayed, dense, dependent, deprecated, derived, detached,
diagnostic, direct, dirty, discarded, distinct, distributed, dormant, double, duplicate,
durable, dynamic, eager, early, elastic, embedded, empty, encrypted, ephemeral, equal, exact,
exclusive, expensive, expired, explicit, exposed, external, extra, failing, fallback, fast,
faulty, federated, final, fine, finished, fixed, flaky, flat, floating, foreign, forgotten,
formal, fragile, frequent, fresh, frozen, full, generic, global, gradual, greedy, growing, half,
hardened, harmless, healthy, heavy, hidden, hierarchical, hot, idle, immutable, implicit,
inactive, incomplete, incremental, independent, indirect, inner, internal, invalid, isolated,
joint, known, large, late, latent, layered, lazy, leaking, legacy, light, limited, linear, live,
local, logical, long, loose, lossy, lost, low, mandatory, manual, masked, measured, minimal,
misleading, missing, mixed, modern, modular, monotonic, moving, multiple, mutable, named,
narrow, native, negative, nested, neutral, noisy, nominal, normal, obscure, obsolete, offline,
old, opaque, open, optional, ordered, ordinary, original, orphaned, outer, overdue, overloaded,
packed, padded, parallel, partial, paused, pending, periodic, persistent, physical, pinned,
plain, planned, portable, positive, preferred, premature, primary, private, proper, protected,
public, pure, queued, quick, quiet, random, rare, raw, reactive, ready, real, recursive,
redundant, regional, regular, relative, reliable, remote, replicated, reserved, resident,
restricted, reusable, rolling, rotating, safe, sampled, scattered, scheduled, secondary, secure,
separate, sequential, serial, shallow, shared, short, signed, silent, similar, simple, single,
skewed, slow, small, soft, sparse, special, specific, split, spurious, stable, stale, standard,
static, steady, strict, stuck, sudden, suspended, symbolic, synchronous, temporary, tentative,
thin, throttled, tight, timely, tiny, total, transient, transparent, trusted, typed, unbounded,
undefined, uneven, unique, unknown, unlucky, unsafe, unstable, unused, upstream, urgent, useful,
vacant, vague, valid, variable, verbose, versioned, virtual, visible, volatile, warm, weak,
weighted, wide, wild, zeroed
",
    )
});

/// Subjects within a technology.
pub(crate) const CATEGORIES: &[&str] = &[
    "Caching",
    "Concurrency",
    "Data Model",
    "Debugging",
    "Deployment",
    "Errors",
    "Memory",
    "Modules",
    "Networking",
    "Performance",
    "Persistence",
    "Security",
    "Testing",
    "Tooling",
    "Transactions",
    "Typing",
];

/// Questions.
pub(crate) const TITLES: &[&str] = &[
    "How does the ~a ~1 share a ~2 with the ~a ~3?",
    "Why does a ~a ~1 outlive the ~2 that the ~3 ~v?",
    "What happens to a ~1 when its ~a ~2 ~v the ~3?",
    "When should a ~1 replace the ~a ~2 of a ~3?",
    "Which ~1 ~v the ~2 once the ~3 is ~a?",
    "How would you keep a ~a ~1 from a ~2 that ~v it?",
    "What does the ~1 guarantee to a ~2 that ~v the ~a ~3?",
    "Why is the ~1 of a ~a ~2 measured before the ~3 ~v it?",
    "How do you find the ~1 that ~v a ~a ~2 in production?",
    "What distinguishes a ~a ~1 from a ~a ~2?",
    "Where does the cost of a ~a ~1 over a ~2 come from?",
    "What must a ~1 record before the ~a ~2 ~v its ~3?",
    "How does a ~1 recover after the ~2 ~v the ~a ~3?",
    "Which invariant ties the ~a ~1 to the ~2 of a ~3?",
];

/// Sentences of answers and explanations.
pub(crate) const SENTENCES: &[&str] = &[
    "the ~1 ~v the ~2 before the ~a ~3 is released.",
    "each ~1 owns one ~a ~2, so a second ~n has to wait until it is given back.",
    "a ~a ~n ~v the ~1, while the ~2 stays where it is.",
    "once the ~2 is ~a, the ~1 ~v whatever the ~3 left behind.",
    "that costs about ~d ns for each ~n, and most of it is spent in the ~a ~n.",
    "if the ~3 fails in between, the ~1 ~v its ~n from the last ~a ~n.",
    "the name `~i` stands for the ~2, and `~i` for the ~n that ~v it.",
    "with a ~a ~n the order is fixed: first the ~1, then the ~2, at last the ~4.",
    "a ~1 without a ~2 is ~a, which is why tools report it early.",
    "nothing else ~v the ~4, so its state can be kept in a plain ~n.",
    "the reason is that `~F` ~v a ~a ~n and has to remember where it began.",
    "in version ~d this changed: the ~n is ~a now, and the ~2 ~v it on demand.",
    "readers see either the old ~1 or the new one, because a ~n ~v the pointer to it.",
    "what looks like a ~a ~n is in fact a ~2 that the ~n ~v on every call.",
    "measured on a ~a ~n with ~d entries, the ~1 took ~d ms and the ~3 took ~d ms.",
    "*Every* ~n that ~v the ~1 pays for it, even where the ~4 is ~a.",
    "the ~a path is short: look up the ~2, compare its ~n, return the ~n.",
    "**The ~3 is the limit**: beyond ~d of them the ~1 ~v its ~n one at a time.",
    "two of them can run at once as long as no ~n ~v the same ~4.",
    "call `~i()` first; after that the ~2 is ~a until the ~n ~v it.",
    "the documentation calls this a ~a ~n, although the ~1 ~v more than that.",
    "since the ~n is ~a, a copy of it is as good as the ~1 itself.",
    "under load the ~3 grows, the ~1 falls behind, and the ~a ~n ~v the rest.",
    "a test with ~d threads and a ~a ~n shows it within seconds.",
    "it is the ~2, rather than the ~1, that decides how many ~a parts there are.",
    "the trade is plain: a ~a ~n in exchange for a ~1 that ~v less.",
    "see [the notes on the ~1](https://docs.example.com/~a/~F) for what the ~n ~v.",
    "by default a ~n holds ~d bytes, which the ~4 ~v when it is ~a.",
    "the ~a case is worse, for there the ~2 ~v a ~n that somebody else is reading.",
    "from outside the ~1 looks ~a; inside, a ~n ~v it piece by piece.",
    "a wrong value of `~i` goes unnoticed until the ~3 ~v it.",
    "only the ~n knows whether the ~1 is ~a, and it tells the ~2 through `~i`.",
    "so the ~4 ~v a ~a ~n, and the ~1 can be thrown away.",
    "older systems kept a ~a ~n for this; today the ~2 does the same work.",
    "then the ~n wakes the ~3, which ~v the ~1 and sleeps again.",
    "where latency matters, put the ~a ~n beside the ~1 and let the ~2 follow later.",
    "the ~1 is checked against a ~a ~n on each start, in about ~d µs.",
    "with `~i = ~d` the ~2 becomes ~a, and the ~n ~v it twice.",
    "this holds for a ~a ~1 as well: its ~n ~v the ~3 last.",
    "a ~n that is too small makes the ~2 ~a; one that is too large hides the ~4.",
    "profilers show it as time in `~F`, often under a ~a ~n.",
    "the ~3 may be empty, and then the ~1 ~v the ~a ~n of its parent.",
    "there are ~d ways to write it, of which the ~a one survives a restart.",
    "the ~2 is a promise to callers: its ~n stays ~a for as long as they hold it.",
    "a ~4 of the wrong size is refused with `Error::~T`, as the ~n ~v it.",
    "between two runs the ~1 lies on disk as a ~a ~n of ~d kB.",
    "the compiler helps here, because a ~a ~n cannot reach the ~2 by accident.",
    "in a review, ask who ~v the ~1, who owns the ~a ~n, and what the ~3 costs.",
];

/// Faults that people make, as items of a list.
pub(crate) const MISTAKES: &[&str] = &[
    "Taking the ~a ~1 for a ~2: the first ~v a ~n, the second is only read",
    "Giving the ~3 a ~a ~n because a test with ~d entries passed",
    "Holding the ~1 while the ~n ~v a ~a ~n",
    "Reading `~i` after the ~2 was closed",
    "Counting the ~n twice, once in the ~1 and once in the ~4",
    "Trusting a ~a ~n that comes from the ~3 of another process",
    "Leaving the ~n at its default of ~d, which is far too low for a ~a ~2",
    "Catching the error of `~i()` and going on with a ~a ~1",
    "Testing with one ~n, so that the ~a ~4 is left out",
    "Sorting the ~2 by `~i` before the ~n ~v it",
    "Forgetting that the ~1 is ~a on the second call",
    "Sharing one ~a ~n among all requests to save ~d bytes",
    "Logging the ~3 inside the loop, where a ~n ~v it ~d times a second",
    "Mixing up the ~n of the ~2 with the ~a one of the ~1",
    "Retrying at once, so that the ~4 meets the same ~a ~n again",
    "Measuring a ~a ~1 without warming the ~n that ~v it",
];

/// What an interviewer asks next.
pub(crate) const FOLLOW_UPS: &[&str] = &[
    "How would you test that the ~1 ~v a ~a ~n?",
    "What changes when the ~2 is ~a?",
    "Why is the ~3 limited to ~d entries?",
    "Which metric shows that the ~n ~v the ~1 too late?",
    "How does the ~4 behave after a restart?",
    "What would you log when `~i` is ~a?",
    "How do two processes agree on one ~a ~n?",
    "When is a ~n cheaper than the ~2?",
    "What happens to the ~n if the ~1 runs out of memory?",
    "Who frees the ~a ~n after the ~3 ~v it?",
    "Why does `~i()` return a ~n here?",
    "Which part of the ~2 would you rewrite first?",
    "How large may the ~1 grow before the ~n ~v it?",
    "What does a ~a ~n cost for each ~4?",
];

/// Stories from production.
pub(crate) const STORIES: &[&str] = &[
    "A payment service with ~d instances began to answer slowly after each deployment.",
    "At ~d requests a second the ~a ~1 of a search service ran full within minutes.",
    "A nightly import of ~d million rows stopped at the same ~n three days in a row.",
    "After a move to a new region, the ~2 of a chat backend became ~a for some users.",
    "A mobile client kept a ~a ~n, and its battery was empty after ~d hours.",
    "The bill of a small team doubled, since a ~n ~v the ~3 ~d times an hour.",
    "During a sale the ~1 of a shop lost about ~d orders, although no error was logged.",
    "A customer saw the ~a ~n of another tenant, once in ~d page views.",
];

/// How a sentence may begin.
pub(crate) const OPENINGS: &[&str] = &[
    "in practice",
    "at first",
    "under load",
    "after a restart",
    "on a ~a ~n",
    "with `~i` set",
    "by then",
    "for a ~a ~n",
    "inside the ~n",
    "without it",
    "in version ~d.~d",
    "on most systems",
    "once",
    "later",
    "for ~d of ~d users",
    "at ~d requests a second",
    "to be exact",
    "in `~i`",
    "when idle",
    "on Linux",
    "seen from the ~n",
    "before that",
    "in short",
    "as a rule",
    "during a ~a ~n",
    "given ~d cores",
    "in theory",
    "sooner or later",
    "while `~i` runs",
    "past ~d MB",
    "in a ~a ~n",
    "today",
    "in tests",
    "with a ~a ~n",
    "since version ~d",
    "next to the ~n",
    "on a bad day",
    "until then",
    "here",
    "there",
];

/// What stands before a noun.
pub(crate) static DETERMINERS: Words = Words::new(|| {
    list(
        "
the, the, the, a, a, its, each, this, that, one, every, another, no, some, their, our, any,
the first, the last, the next, the other, the old, the new, the same
",
    )
});

/// How often, how.
pub(crate) static ADVERBS: Words = Words::new(|| {
    list(
        "
also, barely, briefly, carefully, directly, early, eagerly, finally, first, gladly, hardly,
in turn, instead, late, lazily, mostly, neatly, often, once more, only, partly, promptly,
quickly, quietly, rarely, safely, seldom, silently, simply, slowly, still, then, twice
",
    )
});

/// Between two things.
pub(crate) static PREPOSITIONS: Words = Words::new(|| {
    list(
        "
above, after, against, ahead of, among, around, at, before, behind, below, beside,
between `~i` and, beyond, by way of, for, from, in, inside, instead of, into, near, next to, of,
of, of, on, on top of, outside, over, past, through, towards, under, until, up to, via, with,
within, without
",
    )
});

/// Between two sentences.
pub(crate) const CONJUNCTIONS: &[&str] = &[
    ", and",
    ", because",
    ", but",
    ", for",
    ", so",
    ", so that",
    ", whereas",
    ", while",
    ", yet",
    "; at once",
    "; besides,",
    "; here",
    "; in return",
    "; meanwhile",
    "; still,",
    "; then",
    "; to the user,",
    ": here",
    " after",
    " although",
    " as",
    " before",
    " if",
    " once",
    " since",
    " unless",
    " until",
    " when",
    " whenever",
    " where",
];
