/** What resources are made of, without a server. */
@NullMarked
package dev.taskwire.rest;

import org.jspecify.annotations.NullMarked;
