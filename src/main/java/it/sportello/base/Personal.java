package it.sportello.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the component of an event that says who somebody is or what they wrote.
///
/// The journal keeps such components apart from the facts, so that they can be erased later while
/// the chain of hashes still verifies and every figure stays.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {}
