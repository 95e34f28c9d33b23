/**
 * What the servers have below Jakarta Servlet, and what a product of many open responses needs of
 * it: to drop a connection, to bound what is held for it, to know when a thread has left. Depends
 * on Jakarta Servlet only.
 */
@NullMarked
package dev.taskwire.connection;

import org.jspecify.annotations.NullMarked;
