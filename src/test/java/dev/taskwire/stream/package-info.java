/** Tests of the streams, with clients, time and threads made by hand. */
@NullMarked
package dev.taskwire.stream;

import org.jspecify.annotations.NullMarked;
