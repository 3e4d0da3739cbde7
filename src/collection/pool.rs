//! The threads that score a collection.

use crate::error::{Error, Result};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// A pool of threads of the crate's own.
///
/// rayon's global pool dies with a `fork` (Python's `multiprocessing` on Linux): the child inherits a pool without
/// threads and waits for ever. This one remembers the process it was made in, and a child makes its own.
///
/// The default has no threads: the calling one does the work.
#[derive(Clone, Debug, Default)]
pub struct Pool(Option<Arc<ThreadPool>>);

/// The last pool made: (process, threads, pool).
static LAST: Mutex<Option<(u32, usize, Arc<ThreadPool>)>> = Mutex::new(None);

impl Pool {
    /// A pool of `threads` threads; 0 = one per core. One thread means the calling one.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) when the system gives no threads.
    pub fn new(threads: usize) -> Result<Self> {
        let threads = Self::size(threads);
        if threads == 1 {
            return Ok(Self(None));
        }
        let process = std::process::id();
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((owner, size, pool)) = last.take() {
            if owner != process {
                // The parent's threads do not exist here: even dropping the pool would wait for them.
                std::mem::forget(pool);
            } else if size == threads {
                *last = Some((owner, size, Arc::clone(&pool)));
                return Ok(Self(Some(pool)));
            }
        }
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|n| format!("detente-{n}"))
            .build();
        let pool =
            Arc::new(pool.map_err(|error| Error::io("threads", std::io::Error::other(error)))?);
        *last = Some((process, threads, Arc::clone(&pool)));
        Ok(Self(Some(pool)))
    }

    /// How many threads `threads` asks for; 0 = one per core.
    pub(crate) fn size(threads: usize) -> usize {
        match threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    /// `work` on every item, shared among the threads; the results are in the order of the items.
    pub fn map<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync + Send,
    ) -> Vec<R> {
        match &self.0 {
            Some(pool) => pool.install(|| items.par_iter().map(work).collect()),
            None => items.iter().map(work).collect(),
        }
    }

    /// The threads beside the calling one, if there are any.
    #[cfg(feature = "python")]
    pub(crate) fn inner(&self) -> Option<&ThreadPool> {
        self.0.as_deref()
    }

    /// Number of threads.
    pub fn threads(&self) -> usize {
        self.0.as_ref().map_or(1, |pool| pool.current_num_threads())
    }
}
