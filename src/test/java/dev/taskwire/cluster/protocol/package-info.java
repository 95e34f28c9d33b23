/** What any engine has to keep, and the engine in memory that tests share. */
@NullMarked
package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.NullMarked;
