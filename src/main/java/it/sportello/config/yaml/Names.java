package it.sportello.config.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value (of a list or map: each element or key) is a name that must be [defined][Defines] in
/// some file.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Names {
  /// What is named, as people say it: `queue`, `calendar`.
  String value();
}
