package dev.taskwire.data;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.taskwire.data.csv.DataFileException;
import dev.taskwire.settings.SettingsReader;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The only directory whose files can be processed. Immutable; asks the file system at every call.
 */
final class DataDirectory {
  private static final String KEY = "tasks.data-dir";
  private static final String DEFAULT = "data";
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_DEPTH = 64;

  /*
   * A path is checked twice, because the task opens it later than the request checked it. find() resolves links and accepts a
   * path whose target is inside. open() does so again and then walks from the directory's own descriptor, one name at a time and
   * following no link: whatever is swapped in meanwhile, what gets opened lies below the directory. A pipe is kept out by the
   * attributes right before the open, because opening one would block; the attributes right after it must be of the same file.
   */
  private final Path directory;

  DataDirectory(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * The directory that {@code tasks.data-dir} names now; {@code data} under the working directory
   * by default.
   */
  static DataDirectory configured() {
    return new DataDirectory(FileNames.of(setting().map(String::strip).orElse(DEFAULT)));
  }

  /**
   * Refuses a setting that cannot be meant; the default need not be there, since not everyone who
   * has these classes processes files.
   *
   * @throws IllegalStateException with a sentence that names key, value and what is allowed
   */
  static void check(SettingsReader settings) {
    settings.value(KEY, Path.of(DEFAULT), DataDirectory::readableDirectory, "a readable directory");
  }

  private static Optional<Path> readableDirectory(String text) {
    try {
      return Optional.of(FileNames.of(text)).filter(Files::isDirectory).filter(Files::isReadable);
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private static Optional<String> setting() {
    try {
      return ConfigProvider.getConfig().getOptionalValue(KEY, String.class);
    } catch (IllegalStateException noConfigImplementation) {
      // a unit test, which runs without a server
      return Optional.ofNullable(System.getProperty(KEY));
    }
  }

  /**
   * The file that {@code filePath} leads to, all links resolved; empty unless it is a readable
   * regular file in here.
   */
  Optional<Path> find(String filePath) {
    if (!isPlainRelative(filePath)) {
      return Optional.empty();
    }
    try {
      Path root = directory.toRealPath();
      Optional<Path> found = FileNames.find(root, filePath);
      if (found.isEmpty()) {
        return found;
      }
      Path file = found.get().toRealPath();
      boolean acceptable =
          file.startsWith(root)
              && root.relativize(file).getNameCount() <= MAX_DEPTH
              && Files.isRegularFile(file, NOFOLLOW_LINKS)
              && Files.isReadable(file);
      return acceptable ? Optional.of(file) : Optional.empty();
    } catch (IOException | InvalidPathException notThere) {
      return Optional.empty();
    }
  }

  /**
   * Opens the file for reading.
   *
   * @throws DataFileException if it is not, or no longer, a readable regular file in here
   * @throws ClosedByInterruptException if the thread was interrupted
   */
  SeekableByteChannel open(String filePath) throws IOException {
    Path file = find(filePath).orElseThrow(() -> notReadable(filePath, null));
    try {
      Path root = directory.toRealPath();
      return openBelow(root, root.relativize(file));
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException | IllegalArgumentException swapped) {
      throw notReadable(filePath, swapped);
    }
  }

  private static DataFileException notReadable(String filePath, @Nullable Throwable cause) {
    String problem = "is not a readable file inside the data directory";
    return cause == null
        ? new DataFileException(filePath, problem)
        : new DataFileException(filePath, problem, cause);
  }

  private static boolean isPlainRelative(String filePath) {
    if (filePath.length() > MAX_LENGTH
        || filePath.startsWith("/")
        || filePath.endsWith("/")
        || filePath.matches("(?s)[A-Za-z]:.*")
        || filePath.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      return false;
    }
    String[] names = filePath.split("/", MAX_DEPTH + 1);
    return names.length <= MAX_DEPTH && !List.of(names).contains("..");
  }

  @SuppressWarnings("StreamResourceLeak") // walk() closes it
  private static SeekableByteChannel openBelow(Path root, Path relative) throws IOException {
    DirectoryStream<Path> start = Files.newDirectoryStream(root);
    if (start instanceof SecureDirectoryStream<Path> secure) {
      return walk(secure, relative);
    }
    start.close();
    Path file = root.resolve(relative);
    BasicFileAttributes before =
        Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    requireRegular(before);
    SeekableByteChannel channel = Files.newByteChannel(file, READ, NOFOLLOW_LINKS);
    try {
      requireSame(before, Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS));
      requireSame(before, Files.readAttributes(file.toRealPath(), BasicFileAttributes.class));
      return channel;
    } catch (IOException swapped) {
      channel.close();
      throw swapped;
    }
  }

  private static SeekableByteChannel walk(SecureDirectoryStream<Path> root, Path relative)
      throws IOException {
    SecureDirectoryStream<Path> directory = root;
    try {
      int last = relative.getNameCount() - 1;
      for (int i = 0; i < last; i++) {
        SecureDirectoryStream<Path> next =
            directory.newDirectoryStream(relative.getName(i), NOFOLLOW_LINKS);
        directory.close();
        directory = next;
      }
      return openIn(directory, relative.getName(last));
    } finally {
      directory.close();
    }
  }

  private static SeekableByteChannel openIn(SecureDirectoryStream<Path> directory, Path name)
      throws IOException {
    BasicFileAttributeView view =
        directory.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS);
    BasicFileAttributes before = view.readAttributes();
    requireRegular(before);
    SeekableByteChannel channel = directory.newByteChannel(name, Set.of(READ, NOFOLLOW_LINKS));
    try {
      requireSame(before, view.readAttributes());
      return channel;
    } catch (IOException swapped) {
      channel.close();
      throw swapped;
    }
  }

  private static void requireRegular(BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw new IOException("not a regular file");
    }
  }

  private static void requireSame(BasicFileAttributes before, BasicFileAttributes after)
      throws IOException {
    requireRegular(after);
    if (!Objects.equals(before.fileKey(), after.fileKey())) {
      throw new IOException("replaced while it was being opened");
    }
  }
}
