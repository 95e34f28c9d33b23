/** Tests of the HTTP edge that need no server, and the fakes that stand in for one. */
@NullMarked
package dev.taskwire.rest;

import org.jspecify.annotations.NullMarked;
