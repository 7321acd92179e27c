package it.sportello.web.server;

import io.netty.buffer.ByteBufInputStream;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/// An uploaded file as Netty's decoder keeps it, in memory or in a temporary file.
final class NettyUpload implements Upload {
  private final FileUpload upload;

  NettyUpload(FileUpload upload) {
    this.upload = upload;
  }

  @Override
  public String field() {
    return upload.getName();
  }

  @Override
  public String fileName() {
    return FileNames.safe(upload.getFilename());
  }

  @Override
  public String contentType() {
    String type = upload.getContentType();
    return type == null ? "application/octet-stream" : type;
  }

  @Override
  public long sizeBytes() {
    return upload.length();
  }

  @Override
  public InputStream open() throws IOException {
    if (upload.isInMemory()) {
      return new ByteBufInputStream(upload.getByteBuf().duplicate());
    }
    return Files.newInputStream(upload.getFile().toPath());
  }
}
