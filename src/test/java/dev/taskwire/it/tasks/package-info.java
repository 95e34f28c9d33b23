/**
 * Tasks that do what real ones do on bad days, and a resource that lets a test decide when. They
 * are deployed with the WAR under test.
 */
@NullMarked
package dev.taskwire.it.tasks;

import org.jspecify.annotations.NullMarked;
