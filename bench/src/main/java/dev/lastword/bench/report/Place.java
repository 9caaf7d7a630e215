// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cell of a table.
 *
 * <p>A benchmark class is a table. Its columns are the values of its parameter {@value #CONTENDER}
 * where it has one, its methods where it has not.
 *
 * @param benchmark simple name of the class
 * @param contender the column
 * @param row the parameters, by name
 */
public record Place(String benchmark, String contender, Map<String, String> row) {

  /** The parameter whose values are columns. */
  public static final String CONTENDER = "contender";

  /** The row's parameter that names the method, where methods are not the columns. */
  static final String OPERATION = "operation";

  /** The row's parameter that tells how many threads ran it at once. */
  static final String THREADS = "threads";

  /**
   * The cell of a measurement.
   *
   * @param path the method's full name
   * @param parameters of JMH, by name
   */
  public static Place of(String path, Map<String, String> parameters, int threads) {
    String method = path.substring(path.lastIndexOf('.') + 1);
    String type = path.substring(0, path.length() - method.length() - 1);
    Map<String, String> row = new TreeMap<>(parameters);
    String contender = row.remove(CONTENDER);
    if (contender != null) {
      row.put(OPERATION, method);
    }
    row.putIfAbsent(THREADS, String.valueOf(threads));
    String benchmark = type.substring(type.lastIndexOf('.') + 1);
    return new Place(benchmark, contender == null ? method : contender, row);
  }

  /** Is it Lastword's, or a variant's of it? */
  public boolean isOurs() {
    return Contenders.isOurs(contender);
  }

  /** Are both in one row? */
  public boolean isBeside(Place other) {
    return benchmark.equals(other.benchmark) && row.equals(other.row);
  }

  @Override
  public String toString() {
    return benchmark + " " + contender + " " + rowText();
  }

  /** The row in words. */
  String rowText() {
    return row.entrySet().stream()
        .filter(parameter -> isWorthSaying(parameter.getKey(), parameter.getValue()))
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Methods speak for themselves where there is one, and one thread is what one expects. */
  static boolean isWorthSaying(String parameter, String value) {
    return !(parameter.equals(THREADS) && value.equals("1"));
  }
}
