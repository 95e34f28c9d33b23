/** Tasks that go wrong, for a WAR that tests deploy. */
@NullMarked
package dev.taskwire.hostile.tasks;

import org.jspecify.annotations.NullMarked;
