//! The site on this machine while it is written: served over HTTP as it would be published, watched, and told of.
//!
//! Only files of the site are served, with the headers of the ready files: as they were published, or while a build is
//! under way as it draws them. What
//! the preview adds (one script in each page, and what that asks for) has addresses below `/.sunboard/`, which no file of
//! a site can have, and is never written to disk.

mod injected;
mod on_demand;
mod kinds;
mod served_site;
mod poll;
mod request;
mod server;
mod build_control;
mod watch;

use std::net::SocketAddr;

use crate::diagnostic::Message;
pub use build_control::BuildControl;
pub use on_demand::OnDemandPages;
pub use poll::Poll;
pub use served_site::{FaultNotice, ServedSite};
pub use server::Server;
pub use watch::{Signals, Watch};

/// Why there can be no preview.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct PreviewError {
    /// What happened, and what to do about it.
    pub message: Message,
}

impl PreviewError {
    /// An address that cannot be had.
    fn no_address(address: SocketAddr, error: &std::io::Error) -> Self {
        let port = address.port();
        let message = match error.kind() {
            std::io::ErrorKind::AddrInUse => message!(
                "端口{port}已被占用；用 --port 另选一个，--port 0 为任一空闲端口",
                "port {port} is taken; choose another with --port, or any free one with --port 0"
            ),
            std::io::ErrorKind::PermissionDenied => message!(
                "不许使用端口{port}；用 --port 选一个大于1023的端口",
                "port {port} may not be used; choose one above 1023 with --port"
            ),
            _ => message!(
                "无法监听 {address}：{error}；用 --bind 和 --port 另选",
                "cannot listen at {address}: {error}; choose others with --bind and --port"
            ),
        };
        Self { message }
    }
}
