//! A web server before the page, as one that asks for a login, behind which the page can be taken away.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const REFUSAL: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

pub struct Front {
    pub address: SocketAddr,
    is_up: watch::Sender<bool>,
    refusals: watch::Receiver<u64>,
}

impl Front {
    pub async fn of(page: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let is_up = watch::Sender::new(true);
        let refused = watch::Sender::new(0);
        let refusals = refused.subscribe();
        let up = is_up.subscribe();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(served(stream, page, up.clone(), refused.clone()));
            }
        });
        Self { address, is_up, refusals }
    }

    /// Breaks all connections, and answers further requests with an error until the page is back.
    pub fn lose_the_page(&self) {
        self.is_up.send_replace(false);
    }

    pub fn find_the_page(&self) {
        self.is_up.send_replace(true);
    }

    /// That many requests were answered with an error.
    pub async fn refused(&mut self, count: u64) {
        self.refusals.wait_for(|refusals| *refusals >= count).await.unwrap();
    }
}

async fn served(
    mut stream: TcpStream,
    page: SocketAddr,
    mut is_up: watch::Receiver<bool>,
    refused: watch::Sender<u64>,
) {
    if *is_up.borrow_and_update() {
        let mut to = TcpStream::connect(page).await.unwrap();
        tokio::select! {
            _ = copy_bidirectional(&mut stream, &mut to) => {}
            _ = is_up.wait_for(|is_up| !is_up) => {}
        }
        return;
    }
    let (from, mut to) = stream.split();
    let mut lines = BufReader::new(from).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if line.is_empty() {
            let _ = to.write_all(REFUSAL).await;
            refused.send_modify(|refusals| *refusals += 1);
            return;
        }
    }
}
