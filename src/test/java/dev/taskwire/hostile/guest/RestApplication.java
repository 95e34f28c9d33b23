package dev.taskwire.hostile.guest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application at {@code /rest} that names nothing, and so has all that is found. */
@ApplicationPath("rest")
public class RestApplication extends Application {}
