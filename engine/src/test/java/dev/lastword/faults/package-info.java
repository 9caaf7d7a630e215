// SPDX-License-Identifier: Apache-2.0
/**
 * What a database meets in production and must survive: crashes, full disks, damaged files.
 *
 * <p>Crash testing: a child process writes and maintains a database without rest and tells over a
 * pipe what was acknowledged; it is killed with SIGKILL, and what the database then holds is
 * compared with the model.
 *
 * <p>Each writer works through a sequence of steps of its own, on keys of its own, and each step is
 * one atomic write. So whatever happened, each writer's keys must hold what the model makes of the
 * first n of its steps, for some n: no less than it was told were done, and at most the one under
 * way more.
 */
@NullMarked
package dev.lastword.faults;

import org.jspecify.annotations.NullMarked;
