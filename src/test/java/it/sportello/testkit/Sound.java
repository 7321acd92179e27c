package it.sportello.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Samples of 16 bits at 8 kHz.
public final class Sound {
  private static final int RATE = 8000;
  private static final int WAV_HEAD = 44;
  private static final int BIAS = 0x84;
  private static final int LOUDEST = 32_635;

  private Sound() {}

  /// Reads the samples of a WAV file with the shortest head.
  public static short[] ofWave(byte[] wave) {
    ByteBuffer bytes = ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(0) != 0x46464952 || bytes.getInt(24) != RATE || bytes.getShort(34) != 16) {
      throw new AssertionError("no WAV file of 16 bits at 8 kHz");
    }
    var samples = new short[bytes.getInt(40) / 2];
    bytes.position(WAV_HEAD).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /// How loud one tone is in a part of it: the amplitude, 0 to 32767 (Goertzel's algorithm).
  public static double level(short[] samples, int from, int length, double hertz) {
    double k = 2 * Math.cos(2 * Math.PI * hertz / RATE);
    double before = 0;
    double last = 0;
    for (int i = from; i < from + length; i++) {
      double now = samples[i] + k * last - before;
      before = last;
      last = now;
    }
    double power = last * last + before * before - k * last * before;
    return 2 * Math.sqrt(Math.max(0, power)) / length;
  }

  /// Source: ITU-T G.711, µ-law.
  static byte mulaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int value = Math.min(Math.abs((int) sample), LOUDEST) + BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(value >> 7);
    int mantissa = (value >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  /// Source: ITU-T G.711, µ-law.
  static short linear(byte code) {
    int bits = ~code & 0xFF;
    int value = ((((bits & 0x0F) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
    return (short) ((bits & 0x80) != 0 ? -value : value);
  }
}
