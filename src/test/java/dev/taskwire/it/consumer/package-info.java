/**
 * A shop: an application of somebody else, with Taskwire's classes jar in {@code WEB-INF/lib} and
 * nothing else of ours. Its tasks use what a server offers: CDI, EJB, JNDI, transactions and a data
 * source.
 */
@NullMarked
package dev.taskwire.it.consumer;

import org.jspecify.annotations.NullMarked;
