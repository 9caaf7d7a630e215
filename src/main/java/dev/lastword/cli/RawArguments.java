// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the bytes of the command line past Java, which decodes arguments and puts U+FFFD for what
 * is no UTF-8.
 *
 * <p>Where an argument holds U+FFFD, its bytes are taken from {@code /proc/self/cmdline}, and each
 * byte above 0x7f of it becomes the lone surrogate U+DC00 + byte, which no text holds otherwise. So
 * every argument stays a string until {@link #bytes} is asked. (Python's {@code surrogateescape} is
 * the same idea.)
 */
final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final char LOST = '\uFFFD';
  private static final char BYTE = '\uDC00';

  private RawArguments() {}

  /** The arguments of this process, with those bytes that Java lost where the system tells them. */
  static String[] recover(String... args) {
    if (!String.join("", args).contains(String.valueOf(LOST))) {
      return args;
    }
    try {
      return recover(Files.readAllBytes(COMMAND_LINE), args);
    } catch (IOException notLinux) {
      return args;
    }
  }

  /**
   * Takes the last words of a command line, if they are the arguments.
   *
   * @param commandLine words that each end in a zero byte
   * @param args as Java decoded them
   */
  static String[] recover(byte[] commandLine, String... args) {
    List<byte[]> words = words(commandLine);
    int skip = words.size() - args.length;
    String[] recovered = args.clone();
    for (int i = 0; i < args.length; i++) {
      boolean lost = args[i].indexOf(LOST) >= 0;
      if (skip < 0 || !(lost || args[i].equals(new String(words.get(skip + i), UTF_8)))) {
        return args;
      }
      recovered[i] = lost ? carry(words.get(skip + i)) : args[i];
    }
    return recovered;
  }

  private static List<byte[]> words(byte[] commandLine) {
    List<byte[]> words = new ArrayList<>();
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (byte b : commandLine) {
      if (b != 0) {
        word.write(b);
      } else {
        words.add(word.toByteArray());
        word.reset();
      }
    }
    return words;
  }

  private static String carry(byte[] word) {
    StringBuilder text = new StringBuilder(word.length);
    for (byte b : word) {
      text.append(b >= 0 ? (char) b : (char) (BYTE + (b & 0xff)));
    }
    return text.toString();
  }

  /** Whether a word still holds a character whose bytes nobody knows. */
  static boolean isLost(String word) {
    return word.indexOf(LOST) >= 0;
  }

  /** The bytes that a word stands for. */
  static byte[] bytes(String word) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length() + 16);
    for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      int point = word.codePointAt(i);
      if (point >= BYTE + 0x80 && point <= BYTE + 0xff) {
        bytes.write(point - BYTE);
      } else {
        bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** The text that a word stands for; the word itself where its bytes are no UTF-8. */
  static String text(String word) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(word))).toString();
    } catch (CharacterCodingException noText) {
      return word;
    }
  }
}
