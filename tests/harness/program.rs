//! The program, started as a user starts it: `Sunboard::new(folder).args(["build", "--quiet"]).run().done()`.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A command line of the program, in a folder. It speaks English unless a flag or `lang` says otherwise.
pub struct Sunboard(Command);

impl Sunboard {
    pub fn new(folder: impl AsRef<Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunboard"));
        command.current_dir(folder).env("LC_ALL", "en_US.UTF-8").stdin(Stdio::null());
        Self(command)
    }

    pub fn arg(self, argument: impl AsRef<OsStr>) -> Self {
        self.args([argument])
    }

    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(arguments);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// `LANG` alone says the language of the environment.
    pub fn lang(mut self, lang: &str) -> Self {
        self.0.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", lang);
        self
    }

    /// Runs it to its end.
    pub fn run(self) -> Run {
        self.start().end()
    }

    /// Starts it, for a test that does something while it runs.
    pub fn start(mut self) -> Running {
        let child = self.0.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        Running { line: format!("{:?}", self.0.get_args().collect::<Vec<_>>()), child }
    }

    /// Starts it, for a test that reads its output as it comes; what it says of faults goes to the test's own.
    pub fn listen(mut self) -> Child {
        self.0.stdout(Stdio::piped()).spawn().expect("the program starts")
    }
}

/// A started program.
pub struct Running {
    line: String,
    pub child: Child,
}

impl Running {
    /// Waits for its end.
    pub fn end(self) -> Run {
        let output = self.child.wait_with_output().expect("the program ends");
        let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Run { line: self.line, code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// What a command line came to.
pub struct Run {
    line: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Asserts the exit code.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        self.assert_code(code);
        self
    }

    #[track_caller]
    fn assert_code(&self, code: i32) {
        assert_eq!(self.code, Some(code), "{}\n{}", self.line, self.text());
    }

    /// Asserts that all went well.
    #[track_caller]
    pub fn done(self) -> Self {
        self.ends_with(0)
    }

    /// Asserts that it said something, on either output.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text().contains(words), "{}: no `{words}` in\n{}", self.line, self.text());
        self
    }

    /// What it printed; all went well.
    #[track_caller]
    pub fn said(&self) -> String {
        self.assert_code(0);
        self.stdout.clone()
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{}: {error}\n{}", self.line, self.text()))
    }

    /// Both outputs.
    pub fn text(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Runs a command line in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    Sunboard::new(folder).args(arguments).run()
}

/// The paths where programs are looked for, with these before all others and with the program under test, for scripts
/// that name it.
pub fn with_the_program(first: &[&Path]) -> OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_sunboard")).parent().expect("a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let all = first.iter().map(|path| path.to_path_buf()).chain([program.to_owned()]);
    std::env::join_paths(all.chain(std::env::split_paths(&others))).expect("paths without separators")
}
