/* A disk that is small or that fails, for what lies below one folder. It is preloaded into a process
   by tests/disk_shim.py, and told by the environment:

   DISK_FOLDER   the folder, links resolved; without it nothing is changed
   DISK_ROOM     how many bytes the files below it may take, each a whole number of blocks; beyond it
                 a write is cut short, and the next one is ENOSPC
   DISK_CALL     the number of the call, from 1, that fails
   DISK_ERRNO    with what; EIO if it is not named
   DISK_STICKY   1: the calls after it fail too
   DISK_KINDS    the kinds of calls that are counted, as "write fsync"; all of them if it is not named
   DISK_LOG      a file to which each call counted is written as a line: number, kind, path
   DISK_RECORD   a file to which all that was done is written, with its data, for tests/lost_power.py


   A process that has forked calls disk_read_environment to be told anew.
   Kinds are open (to write or make), read, write, truncate, allocate, fsync, link, rename, unlink, mkdir. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BLOCK 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *folder, *kinds, *log_name, *record_name;
static long room = -1, failing, sticky, error = EIO, calls;

static long number(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

__attribute__((constructor)) void disk_read_environment(void) {
    calls = 0;
    kinds = getenv("DISK_KINDS");
    log_name = getenv("DISK_LOG");
    record_name = getenv("DISK_RECORD");
    room = number("DISK_ROOM", -1);
    failing = number("DISK_CALL", 0);
    sticky = number("DISK_STICKY", 0);
    error = number("DISK_ERRNO", EIO);
    folder = getenv("DISK_FOLDER");
}

/* -------------------------------------------------------------- where a call goes */

static int is_below(const char *path) {
    size_t length = strlen(folder);
    return !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int file_path(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return folder && is_below(path);
}

/* The place of a name that may not be there yet: its folder is, links resolved. */
static int name_path(int at, const char *name, char *path) {
    char whole[2 * PATH_MAX], above[2 * PATH_MAX], base[PATH_MAX] = "";
    if (!folder || strlen(name) >= PATH_MAX) return 0;
    if (*name != '/') {
        if (at == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            file_path(at, base);
        }
    }
    snprintf(whole, sizeof whole, "%s/%s", base, name);
    strcpy(above, whole);
    if (!realpath(dirname(above), path)) return 0;
    strncat(path, "/", PATH_MAX - strlen(path) - 1);
    strncat(path, basename(whole), PATH_MAX - strlen(path) - 1);
    return is_below(path);
}

/* Count a call, and return whether it fails. */
static int fails(const char *kind, const char *path) {
    if (kinds && !strstr(kinds, kind)) return 0;
    long call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (log_name) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", call, kind, path);
        int log = syscall(SYS_openat, AT_FDCWD, log_name, O_WRONLY | O_CREAT | O_APPEND, 0600);
        syscall(SYS_write, log, line, length);
        syscall(SYS_close, log);
    }
    if (!failing || call < failing || (call > failing && !sticky)) return 0;
    errno = error;
    return 1;
}

/* -------------------------------------------------------------- what was done */

struct step {
    char kind[8];
    uint64_t file; /* its number in the file system, or that of the folder */
    int64_t start;
    uint32_t name, other, data; /* the lengths of what follows */
};

static void append(const void *data, size_t count) {
    int to = syscall(SYS_openat, AT_FDCWD, record_name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    syscall(SYS_write, to, data, count);
    syscall(SYS_close, to);
}

static void record(const char *kind, const char *name, const char *other, uint64_t file,
                   int64_t start, const void *data, size_t count) {
    int kept = errno;
    struct step step = {"", file, start, strlen(name), strlen(other), count};
    strncpy(step.kind, kind, sizeof step.kind);
    size_t size = sizeof step + step.name + step.other + count;
    char *whole = malloc(size), *end = whole;
    end = mempcpy(end, &step, sizeof step);
    end = mempcpy(end, name, step.name);
    end = mempcpy(end, other, step.other);
    mempcpy(end, data, count);
    append(whole, size);
    free(whole);
    errno = kept;
}

static void record_fd(const char *kind, int fd, int64_t start, const void *data, size_t count) {
    char path[PATH_MAX];
    struct stat found;
    if (!record_name) return;
    if (fd == STDOUT_FILENO) record("say", "", "", 0, 0, data, count);
    else if (file_path(fd, path) && !fstat(fd, &found))
        record(kind, path, "", found.st_ino, start, data, count);
}

static int record_name_of(const char *kind, int done, int at, const char *name, int from,
                          const char *old) {
    char path[PATH_MAX], other[PATH_MAX] = "";
    struct stat found = {0};
    if (!done && record_name && name_path(at, name, path)) {
        lstat(path, &found);
        if (old) name_path(from, old, other);
        record(kind, path, other, found.st_ino, 0, "", 0);
    }
    return done;
}

/* -------------------------------------------------------------- how much room there is */

static __thread long taken;

static int add(const char *path, const struct stat *found, int kind, struct FTW *place) {
    (void)path, (void)place;
    if (kind == FTW_F) taken += (found->st_size + BLOCK - 1) / BLOCK * BLOCK / found->st_nlink;
    return 0;
}

static long left(void) {
    taken = 0;
    nftw(folder, add, 16, FTW_PHYS);
    return room > taken ? (room - taken) / BLOCK * BLOCK : 0;
}

/* Return up to where a file may reach that is to end at `end`. */
static off_t reach(int fd, off_t end) {
    struct stat found;
    if (room < 0 || fstat(fd, &found) || end <= found.st_size) return end;
    off_t most = (found.st_size + BLOCK - 1) / BLOCK * BLOCK + left();
    return end < most ? end : most;
}

/* Return how many of `count` bytes can be written at `start`; -1 if none can. */
static ssize_t writable(int fd, off_t start, size_t count) {
    char path[PATH_MAX];
    if (!file_path(fd, path)) return count;
    if (fails("write", path)) return -1;
    off_t end = reach(fd, start + (off_t)count);
    if (!count || end > start) return end - start;
    errno = ENOSPC;
    return -1;
}

int statvfs(const char *path, struct statvfs *found) {
    char place[PATH_MAX];
    int done = REAL(statvfs)(path, found);
    if (!done && room >= 0 && folder && realpath(path, place) && is_below(place))
        found->f_bavail = found->f_bfree = left() / found->f_frsize;
    return done;
}

int statvfs64(const char *path, struct statvfs64 *found) {
    return statvfs(path, (struct statvfs *)found);
}

static off_t position(int fd) {
    struct stat found;
    if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &found) ? 0 : found.st_size;
    off_t here = lseek(fd, 0, SEEK_CUR);
    return here < 0 ? 0 : here;
}

ssize_t write(int fd, const void *data, size_t count) {
    off_t start = folder ? position(fd) : 0;
    ssize_t able = folder ? writable(fd, start, count) : (ssize_t)count;
    ssize_t done = able < 0 ? -1 : REAL(write)(fd, data, able);
    if (done > 0) record_fd("write", fd, start, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t start) {
    ssize_t able = folder ? writable(fd, start, count) : (ssize_t)count;
    ssize_t done = able < 0 ? -1 : REAL(pwrite)(fd, data, able, start);
    if (done > 0) record_fd("write", fd, start, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t start) {
    return pwrite(fd, data, count, start);
}

ssize_t sendfile(int to, int from, off_t *start, size_t count) {
    struct stat found;
    if (record_name) { /* then it is written, which is recorded */
        errno = ENOSYS;
        return -1;
    }
    ssize_t able = count;
    if (folder && !fstat(from, &found)) {
        if ((off_t)count > found.st_size) count = found.st_size;
        able = writable(to, position(to), count);
    }
    return able < 0 ? -1 : REAL(sendfile)(to, from, start, able);
}

ssize_t sendfile64(int to, int from, off64_t *start, size_t count) {
    return sendfile(to, from, start, count);
}

static int cannot_reach(int fd, const char *kind, off_t end) {
    char path[PATH_MAX];
    if (!folder || !file_path(fd, path)) return 0;
    if (fails(kind, path)) return errno;
    return reach(fd, end) < end ? ENOSPC : 0;
}

int ftruncate(int fd, off_t length) {
    int why = cannot_reach(fd, "truncate", length);
    if (why) errno = why;
    int done = why ? -1 : REAL(ftruncate)(fd, length);
    if (!done) record_fd("size", fd, length, "", 0);
    return done;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int posix_fallocate(int fd, off_t start, off_t count) {
    int why = cannot_reach(fd, "allocate", start + count);
    return why ? why : REAL(posix_fallocate)(fd, start, count);
}

int posix_fallocate64(int fd, off64_t start, off64_t count) {
    return posix_fallocate(fd, start, count);
}

/* -------------------------------------------------------------- the other calls */

static int fd_fails(const char *kind, int fd) {
    char path[PATH_MAX];
    return folder && file_path(fd, path) && fails(kind, path);
}

static int name_fails(const char *kind, int at, const char *name) {
    char path[PATH_MAX];
    return name_path(at, name, path) && fails(kind, path);
}

/* What is recorded is played to a disk that keeps nothing; a real one need not be waited for. */
static int synced(int fd, int (*sync)(int)) {
    if (fd_fails("fsync", fd)) return -1;
    int done = record_name ? 0 : sync(fd);
    if (!done) record_fd("sync", fd, 0, "", 0);
    return done;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

ssize_t read(int fd, void *data, size_t count) {
    return fd_fails("read", fd) ? -1 : REAL(read)(fd, data, count);
}

ssize_t pread(int fd, void *data, size_t count, off_t start) {
    return fd_fails("read", fd) ? -1 : REAL(pread)(fd, data, count, start);
}

ssize_t pread64(int fd, void *data, size_t count, off64_t start) {
    return pread(fd, data, count, start);
}

static int opened(int at, const char *name, int flags, int fd) {
    if (record_name && fd >= 0 && flags & O_CREAT)
        record_name_of("make", 0, at, name, AT_FDCWD, NULL);
    if (fd >= 0 && flags & O_TRUNC && flags & (O_WRONLY | O_RDWR)) record_fd("size", fd, 0, "", 0);
    return fd;
}

#define OPEN(name)                                                                           \
    int name(const char *path, int flags, ...) {                                             \
        va_list more;                                                                        \
        va_start(more, flags);                                                               \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;            \
        va_end(more);                                                                        \
        int writes = flags & (O_CREAT | O_WRONLY | O_RDWR);                                  \
        if (writes && name_fails("open", AT_FDCWD, path)) return -1;                         \
        return opened(AT_FDCWD, path, flags, REAL(name)(path, flags, mode));                 \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                   \
    int name(int at, const char *path, int flags, ...) {                               \
        va_list more;                                                                  \
        va_start(more, flags);                                                         \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;      \
        va_end(more);                                                                  \
        int writes = flags & (O_CREAT | O_WRONLY | O_RDWR);                            \
        if (writes && name_fails("open", at, path)) return -1;                         \
        return opened(at, path, flags, REAL(name)(at, path, flags, mode));             \
    }
OPENAT(openat)
OPENAT(openat64)

int renameat(int from, const char *old, int to, const char *new) {
    int done = name_fails("rename", to, new) ? -1 : REAL(renameat)(from, old, to, new);
    return record_name_of("rename", done, to, new, from, old);
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
    int done = name_fails("link", to, new) ? -1 : REAL(linkat)(from, old, to, new, flags);
    return record_name_of("make", done, to, new, from, old);
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int at, const char *path, int flags) {
    int done = name_fails("unlink", at, path) ? -1 : REAL(unlinkat)(at, path, flags);
    return record_name_of("unlink", done, at, path, AT_FDCWD, NULL);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int mkdirat(int at, const char *path, mode_t mode) {
    int done = name_fails("mkdir", at, path) ? -1 : REAL(mkdirat)(at, path, mode);
    return record_name_of("mkdir", done, at, path, AT_FDCWD, NULL);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
