// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/**
 * Where a run was.
 *
 * @param processor its model
 * @param cores that the JVM may use
 * @param memory in bytes
 * @param system name of the operating system
 * @param kernel its version
 * @param jdk name and version of the JVM
 */
public record Machine(
    String processor, int cores, long memory, String system, String kernel, String jdk) {}
