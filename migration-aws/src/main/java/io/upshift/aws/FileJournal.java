package io.upshift.aws;

import io.upshift.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file for each operation, replaced whole under a lock. */
final class FileJournal implements OperationJournal {
    private final Path folder;

    FileJournal(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Page> read(String operation) {
        try {
            String text = Files.readString(file(operation, ".json"));
            return Optional.of(new Page(text, Entry.sha256(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file(operation, ".json") + " can't be read", e);
        }
    }

    @Override
    public Optional<String> write(String operation, String text, @Nullable String readVersion) {
        Path file = file(operation, ".json");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return replace(operation, file, text, readVersion);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " can't be written", e);
        }
    }

    @Override
    public String describe() {
        return "the folder " + folder;
    }

    /** Between processes by a file lock, and between threads by this object's. */
    private synchronized Optional<String> replace(
            String operation, Path file, String text, @Nullable String readVersion) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file(operation, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            String version = read(operation).map(Page::version).orElse(null);
            if (!lock.isValid() || !Objects.equals(version, readVersion)) {
                return Optional.empty();
            }
            Path next = file(operation, ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(Entry.sha256(text));
        }
    }

    private Path file(String operation, String end) {
        return folder.resolve(operation + end);
    }
}
