package it.sportello.config.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value (of a list or map: each element or key) is a name that others may use, and is unique
/// among all files.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Defines {
  /// What is named, as people say it: `queue`, `calendar`.
  String value();
}
