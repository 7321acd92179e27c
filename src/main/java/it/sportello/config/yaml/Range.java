package it.sportello.config.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The least and the greatest value, both allowed, written like the value itself: `5 s`, `120 s`.
///
/// On a list or map each element is meant.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  String min();

  String max();
}
