//! Which file systems tell of changes, and which leave it to whoever wants to know.
//!
//! Network drives, folders shared with a virtual machine, mounts of containers and of Windows drives tell nothing of what
//! is changed on their other side.

use std::path::{Path, PathBuf};

/// File systems of this machine's own, all changes of which pass through its kernel.
const TELLING: &[&str] = &[
    "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "msdos", "ntfs3", "ramfs", "reiserfs",
    "tmpfs", "ufs", "vfat", "xfs", "zfs",
];

/// Whether every change below a folder is told. Where this cannot be said, it is not taken for granted.
pub(super) fn are_changes_told(folder: &Path) -> bool {
    let table = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    are_told(&table, folder)
}

/// The same by a table of mounts, as `proc(5)` has it.
fn are_told(table: &str, folder: &Path) -> bool {
    let mounts: Vec<(PathBuf, &str)> = table.lines().filter_map(mount).collect();
    // The last of those that were put over one another is the one that is seen.
    let own =
        mounts.iter().filter(|(place, _)| folder.starts_with(place)).max_by_key(|(place, _)| place.as_os_str().len());
    let below = mounts.iter().filter(|(place, _)| place.starts_with(folder));
    own.is_some() && own.into_iter().chain(below).all(|(_, kind)| TELLING.contains(kind))
}

/// Where a line of the table mounts what kind of file system.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let place = before.split(' ').nth(4)?;
    let place = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(place.to_owned(), |place, (code, c)| place.replace(code, c));
    Some((PathBuf::from(place), after.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs
31 22 0:41 / /srv/My\\040Share rw - cifs //server/share rw
32 22 0:42 / /home/site/content/towns rw - fuse.sshfs host: rw
33 22 0:43 / /data rw - overlay overlay rw
34 33 8:2 / /data/disk rw - xfs /dev/sdb rw
35 22 8:2 / /over rw - xfs /dev/sdb rw
36 22 0:44 / /over rw - nfs4 host:/ rw
";

    #[test]
    fn only_disks_of_this_machine_tell_of_changes() {
        let told = |folder: &str| are_told(TABLE, Path::new(folder));
        for folder in ["/home/else", "/data/disk/site", "/mnt/cd"] {
            assert!(told(folder), "{folder}");
        }
        for folder in ["/mnt/c/site", "/srv/My Share/site", "/home/site/content", "/data/site", "/over/site"] {
            assert!(!told(folder), "{folder}");
        }
        assert!(!are_told("", Path::new("/home")), "nothing is known");
    }
}
