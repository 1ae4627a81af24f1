package io.github.ginestra.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what wants more of the JDK than Android 14 has, and is not needed there to load a model and
 * answer: training and saving, the Vector API. All else is checked by the build to do with what
 * Android has.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NotOnAndroid {}
