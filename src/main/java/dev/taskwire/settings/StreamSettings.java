package dev.taskwire.settings;

import java.time.Duration;

/**
 * The limits of event streams.
 *
 * @param maxStreams how many may be open at once
 * @param heartbeatInterval after how much silence a stream carries a comment
 * @param slowSubscriberTimeout how long a client may take nothing while there is something to send
 */
public record StreamSettings(
    int maxStreams, Duration heartbeatInterval, Duration slowSubscriberTimeout) {}
