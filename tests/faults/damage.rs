//! Rows 8 and 9: index files that something damaged, or another version made. Rows 47 to 49: who can read the cache, and
//! where it lies.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::oracle::{self, assert_right, assert_settled, entries, index_folder};
use crate::sandbox::{Run, Sandbox};

/// A vault with an index of two commits.
fn indexed() -> Sandbox {
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\n---\nazure\n"), ("b.md", "---\nname: Bob\n---\nrust\n")]);
    vault.ties("index").ok();
    vault.write("b.md", "---\nname: Bob\ncadence: 1 week\n---\nazure\n");
    vault.ties("index").ok();
    vault
}

#[test]
fn damage_is_reported_once_and_repaired() {
    let vault = indexed();
    let people = oracle::fresh(&vault).swap_remove(0);
    for extension in ["json", "store", "term", "fast", "idx"] {
        let is_one = |path: &std::path::PathBuf| path.extension().is_some_and(|found| found == extension);
        let file = entries(&index_folder(&vault)).into_iter().find(is_one).expect("a file of each kind");
        let content = fs::read(&file).expect("a file");
        fs::write(&file, &content[..content.len() / 2]).expect("a shorter file");
        let run = vault.ties("list --json");
        let stderr = run.stderr.clone();
        assert_eq!(oracle::items(run), people, "{extension}");
        assert!(stderr.starts_with("warning: the index was damaged and has been rebuilt"), "{extension}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{extension}: {stderr}");
        assert_settled(&vault);
    }
    assert_right(&vault);
}

#[test]
fn an_index_that_was_emptied_or_half_removed_is_rebuilt() {
    let vault = indexed();
    for kept in 0..4 {
        let files = entries(&index_folder(&vault));
        files.iter().skip(kept).for_each(|file| fs::remove_file(file).expect("a file"));
        assert_right(&vault);
    }
}

#[test]
fn files_where_the_index_has_its_folders_are_cleared_away() {
    let vault = indexed();
    let folder = index_folder(&vault);
    for name in ["index-v11", "index-v11.building", "index-v11.old", "index-v11"] {
        let _ = fs::remove_dir_all(folder.with_file_name(name));
        fs::write(folder.with_file_name(name), "a file in its place").expect("a file");
        vault.ties("index --rebuild").ok();
        assert_right(&vault);
    }
    let names = entries(folder.parent().expect("a vault's cache"));
    assert_eq!(names.len(), 2, "the index and the lock: {names:?}");
}

#[test]
fn an_index_of_another_format_or_tool_is_not_believed() {
    let vault = indexed();
    let meta = index_folder(&vault).join("meta.json");
    let text = fs::read_to_string(&meta).expect("a list");
    let (before, after) = text.split_once("\\\"format\\\":").expect("the number of the format");
    for other in [
        format!("{before}\\\"format\\\":99{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        text.replace("\"path_key\"", "\"path_kez\""),
        text.replace("complete\\\":true", "complete\\\":false"),
        "{\"segments\":[],\"schema\":[],\"opstamp\":0}".to_owned(),
    ] {
        assert_ne!(other, text);
        let _ = fs::remove_file(index_folder(&vault).join("seal"));
        fs::write(index_folder(&vault).join("updating"), "").expect("a mark");
        fs::write(index_folder(&vault).join("meta.json"), other).expect("another list");
        assert_right(&vault);
    }
}

#[test]
fn indexes_of_other_versions_neither_mislead_nor_are_misled() {
    let vault = indexed();
    let folder = index_folder(&vault);
    let newer = folder.with_file_name("index-v999");
    crate::sandbox::copy(&folder, &newer);
    fs::rename(&folder, folder.with_file_name("index-v0")).expect("an older one");
    let before = oracle::notes(&newer);
    vault.write("new.md", "---\nname: New\n---\nazure\n");
    assert_right(&vault);
    assert_eq!(oracle::notes(&newer), before);
    assert!(!folder.with_file_name("index-v0").exists());
}

#[test]
fn nobody_else_can_read_the_cache_at_any_umask() {
    let vault = Sandbox::sample();
    for umask in ["000", "022", "077"] {
        vault.write("people/new.md", format!("---\nname: {umask}\n---\nazure\n"));
        let ties = vault.command(&["index"]);
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!("umask {umask}; exec \"$0\" index")]).arg(ties.get_program());
        shell.envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?)))).current_dir(vault.vault());
        Run::of(&mut shell).ok();
        for folder in entries(&vault.cache().join("ties")) {
            assert_private(&folder);
        }
    }
}

fn assert_private(path: &Path) {
    let metadata = fs::symlink_metadata(path).expect("an entry");
    assert_eq!(metadata.permissions().mode() & 0o077, 0, "{}", path.display());
    if metadata.is_dir() {
        entries(path).iter().for_each(|entry| assert_private(entry));
    }
}

#[test]
fn what_a_deleted_note_contained_is_not_kept() {
    let vault = indexed();
    vault.write("secret.md", "---\nname: Canary\nphone: '+4512345678'\n---\ncanaryword\n");
    assert_eq!(vault.ties("find canaryword --paths").clean(), "secret.md\n");
    vault.remove("secret.md");
    vault.ties("index").ok();
    for (path, content) in oracle::notes(vault.home()) {
        for word in ["canaryword", "Canary", "4512345678"] {
            let word = word.as_bytes();
            assert!(!content.windows(word.len()).any(|bytes| bytes == word), "{}", path.display());
        }
    }
}

#[test]
fn the_index_lies_outside_of_the_vault_unless_somebody_puts_it_there() {
    let vault = indexed();
    let before = oracle::notes(&vault.vault());
    let run = |cache: Option<&Path>| {
        let mut command = vault.command(&["list"]);
        match cache {
            Some(cache) => command.env("XDG_CACHE_HOME", cache),
            None => command.env_remove("XDG_CACHE_HOME"),
        };
        Run::of(&mut command)
    };
    run(None).clean();
    assert!(vault.home().join(".cache/ties").is_dir());
    assert_eq!(before, oracle::notes(&vault.vault()), "nothing is written to the vault");
    let stderr = run(Some(&vault.vault().join("cache"))).stderr;
    assert!(stderr.starts_with("warning: the index is inside the vault"), "{stderr}");
}

#[test]
fn a_cache_folder_that_others_can_write_is_taken_from_them() {
    let vault = indexed();
    let folder = index_folder(&vault).parent().expect("a vault's cache").to_owned();
    fs::set_permissions(&folder, Permissions::from_mode(0o777)).expect("ours");
    vault.write("new.md", "---\nname: New\n---\nazure\n");
    assert_right(&vault);
    assert_private(&folder);
}

#[test]
fn links_in_the_cache_lead_to_no_harm() {
    let vault = indexed();
    let folder = index_folder(&vault).parent().expect("a vault's cache").to_owned();
    let elsewhere = vault.home().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a new folder");
    fs::write(elsewhere.join("precious"), "precious").expect("a file");
    for name in ["index-v11", "index-v11.building", "index-v11.old"] {
        let _ = fs::remove_dir_all(folder.join(name));
        symlink(&elsewhere, folder.join(name)).expect("a link");
        vault.write("new.md", format!("---\nname: New {name}\n---\nazure\n"));
        assert_eq!(oracle::answers(&vault), oracle::fresh(&vault), "{name}");
        vault.ties("index --rebuild");
        assert_eq!(fs::read_to_string(elsewhere.join("precious")).expect("still there"), "precious", "{name}");
    }
}
