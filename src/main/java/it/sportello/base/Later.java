package it.sportello.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a part of a fact that came later than journals in use.
///
/// An entry that lacks it is read all the same, with the part empty: no value, no text, 0, false,
/// an empty list or map, a record of such parts. What a fact means when the part is empty must
/// therefore be what it meant before the part existed.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Later {}
