package it.sportello.web.server;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.InterfaceHttpPostRequestDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a body into a [Form] with Netty's decoder, on the request's virtual thread because large
/// files go to disk.
final class FormReader implements AutoCloseable {
  /// What the decoder may hold of a piece it cannot place yet: a part's header.
  private static final int MAX_UNDECODED_BYTES = 8 * 1024;

  private final HttpRequest request;
  private final RequestBody body;
  private final FormLimits limits;
  private @Nullable InterfaceHttpPostRequestDecoder decoder;
  private @Nullable Form form;

  FormReader(HttpRequest request, RequestBody body, FormLimits limits) {
    this.request = request;
    this.body = body;
    this.limits = limits;
  }

  Form form() {
    Form known = form;
    if (known != null) {
      return known;
    }
    refuseIfNoForm();
    try {
      Form read = read();
      form = read;
      return read;
    } catch (TooManyFormFieldsException _) {
      throw tooLarge("more than " + limits.maxFields() + " fields");
    } catch (TooLongFormFieldException _) {
      throw tooLarge("a field is too long");
    } catch (ErrorDataDecoderException e) {
      // the decoder wraps the refusal of a file or value that exceeds its limit
      if (e.getCause() instanceof IOException) {
        throw tooLarge("a file is larger than " + limits.maxFileBytes() + " bytes");
      }
      throw malformed();
    } catch (IOException e) {
      throw new IllegalStateException("cannot keep the form's files", e);
    }
  }

  private void refuseIfNoForm() {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/form-data")
        && !type.startsWith("application/x-www-form-urlencoded")) {
      throw new RequestRefused(
          415, "not-a-form", "Content-Type: \"" + type + "\" (expected: a form)");
    }
    // without its boundary the decoder would take it for an urlencoded one
    if (type.startsWith("multipart/") && !HttpPostRequestDecoder.isMultipart(request)) {
      throw malformed();
    }
  }

  private Form read() throws IOException {
    var factory = new DefaultHttpDataFactory(limits.inMemoryBytes(), StandardCharsets.UTF_8);
    factory.setBaseDir(limits.folder().toString());
    factory.setDeleteOnExit(false);
    factory.setMaxLimit(limits.maxFileBytes());
    var decoding =
        new HttpPostRequestDecoder(
            factory, request, StandardCharsets.UTF_8, limits.maxFields(), MAX_UNDECODED_BYTES);
    decoder = decoding;
    boolean last = false;
    while (!last) {
      HttpContent piece = body.next();
      try {
        last = piece instanceof LastHttpContent;
        decoding.offer(piece);
      } finally {
        piece.release();
      }
    }
    // a part without its end would otherwise be left out silently
    if (decoding.currentPartialHttpData() != null) {
      throw malformed();
    }
    return collect(decoding.getBodyHttpDatas());
  }

  private static Form collect(List<InterfaceHttpData> parts) throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<Upload> files = new ArrayList<>();
    for (InterfaceHttpData part : parts) {
      switch (part) {
        case FileUpload file when file.length() > 0 || !file.getFilename().isEmpty() ->
            files.add(new NettyUpload(file));
        case Attribute field -> {
          if (field.length() > FormLimits.MAX_VALUE_BYTES) {
            throw tooLarge("the field \"" + FileNames.safe(field.getName()) + "\" is too long");
          }
          fields.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(field.getValue());
        }
        default -> {}
      }
    }
    fields.replaceAll((_, values) -> List.copyOf(values));
    return new Form(fields, files);
  }

  private static RequestRefused malformed() {
    return new RequestRefused(400, "bad-form", "Modulo non valido / The form is malformed");
  }

  private static RequestRefused tooLarge(String what) {
    return new RequestRefused(413, "form-too-large", "Troppo grande / Too large: " + what);
  }

  /// Deletes the form's files.
  @Override
  public void close() {
    InterfaceHttpPostRequestDecoder used = decoder;
    if (used != null) {
      used.destroy();
      decoder = null;
    }
  }
}
