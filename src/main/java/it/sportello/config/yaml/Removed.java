package it.sportello.config.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A key that earlier versions knew; whoever still writes it is told its successor.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Removed.All.class)
public @interface Removed {
  String key();

  /// What to write instead.
  String successor();

  /// Several of them.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Removed[] value();
  }
}
