// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes our JSON: records, by the names of their components and nothing else. */
final class Json {

  static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private Json() {}
}
