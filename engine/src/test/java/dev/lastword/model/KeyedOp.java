// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

/**
 * One line of an operation log.
 *
 * @param key the set's key, any bytes
 * @param op what happens to that set
 */
public record KeyedOp(Bytes key, Op op) {}
