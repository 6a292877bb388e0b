//! Where the system reports little or nothing.

use std::process::{Command, Stdio};

use crate::oracle;
use crate::process::{Watch, assert_found, shell, status};
use crate::sandbox::Sandbox;

/// A watch in a user namespace of its own, with these limits on what the system watches for it.
fn limited(sandbox: &Sandbox, limits: &str) -> Option<Watch> {
    let can = Command::new("unshare")
        .args(["-Ur", "sh", "-c", "echo 5 > /proc/sys/user/max_inotify_watches"])
        .stderr(Stdio::null())
        .status();
    if !can.is_ok_and(|status| status.success()) {
        crate::needs::forbidden("user namespaces with limits of their own");
        return None;
    }
    let ties = sandbox.command(&["watch"]);
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &format!("{limits} && exec \"$0\" watch")]).arg(ties.get_program());
    command.env_clear().envs(ties.get_envs().filter_map(|(key, value)| Some((key, value?))));
    Some(Watch::spawn(command.current_dir(sandbox.vault()).stdin(Stdio::null())))
}

fn nested() -> Sandbox {
    let sandbox = Sandbox::empty();
    for i in 0..10 {
        sandbox.write(&format!("f{i}/n{i}.md"), format!("---\nname: N{i}\n---\nazure{i}\n"));
    }
    sandbox
}

/// The index becomes true by itself, and every question is answered right before that.
fn assert_polls(sandbox: &Sandbox, watch: &Watch) {
    sandbox.write("f9/n9.md", "---\nname: Nine\n---\nkafka\n");
    assert_found(sandbox, "kafka", &["f9/n9.md"]);
    sandbox.write("f8/new.md", "---\nname: New\n---\n");
    watch.until("+ f8/new.md");
    sandbox.remove("f8/new.md");
    watch.until("- f8/new.md");
    shell(sandbox, "mv f7 f6");
    watch.until("> f7/n7.md -> f6/f7/n7.md");
    sandbox.write("f6/f7/n7.md", "later\n");
    watch.until("~ f6/f7/n7.md");
    assert_eq!(oracle::answers(sandbox), oracle::fresh(sandbox));
}

#[test]
fn without_enough_watches_the_rest_is_polled() {
    let sandbox = nested();
    let Some(watch) = limited(&sandbox, "echo 8 > /proc/sys/user/max_inotify_watches") else { return };
    let message = watch.error_with("the system has no more watches to give");
    assert!(message.contains(" of 11 folders") && message.contains("fs.inotify.max_user_watches"), "{message}");
    let state = status(&sandbox);
    assert!(state["polled"].as_u64().is_some_and(|polled| (1..11).contains(&polled)), "{state}");
    assert_polls(&sandbox, &watch);
}

#[test]
fn with_few_folders_polled_it_can_still_vouch() {
    let sandbox = nested();
    let Some(watch) = limited(&sandbox, "echo 10 > /proc/sys/user/max_inotify_watches") else { return };
    watch.error_with("the system has no more watches to give");
    assert!(status(&sandbox)["doubt"].is_null());
    crate::process::assert_vouched(&sandbox);
    for i in 0..10 {
        sandbox.write(&format!("f{i}/n{i}.md"), format!("---\nname: N{i}\n---\nkafka{i}\n"));
        assert_found(&sandbox, &format!("kafka{i}"), &[&format!("f{i}/n{i}.md")]);
    }
    crate::process::assert_vouched(&sandbox);
}

#[test]
fn without_any_watcher_everything_is_polled() {
    let sandbox = nested();
    let Some(watch) = limited(&sandbox, "echo 0 > /proc/sys/user/max_inotify_instances") else { return };
    let message = watch.error_with("the system has no more watchers to give");
    assert!(message.contains("11 of 11 folders") && message.contains("fs.inotify.max_user_instances"), "{message}");
    assert!(status(&sandbox)["doubt"].is_string());
    assert_polls(&sandbox, &watch);
}

#[test]
fn polling_can_be_asked_for() {
    let sandbox = nested();
    let watch = Watch::start(&sandbox, "--poll");
    watch.error_with("--poll: 11 folders");
    assert_polls(&sandbox, &watch);
    assert_eq!(status(&sandbox)["vouched"], 0);
}
