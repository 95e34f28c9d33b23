/**
 * Tests of the WAR that ships, on the server that the build chose: black boxes over HTTP, the same
 * on Payara Micro and WildFly. {@link dev.taskwire.it.Deployments} makes what is deployed, {@link
 * dev.taskwire.it.ServerTest} is the base of every class.
 */
@NullMarked
package dev.taskwire.it;

import org.jspecify.annotations.NullMarked;
