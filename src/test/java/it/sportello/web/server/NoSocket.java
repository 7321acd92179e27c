package it.sportello.web.server;

/// A socket nobody reads: for listeners that are not open yet, and tests of them.
public class NoSocket implements SocketOut {
  @Override
  public void text(String text) {}

  @Override
  public void binary(byte[] bytes) {}

  @Override
  public void close(int code, String reason) {}

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public void reading(boolean on) {}
}
