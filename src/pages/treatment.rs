//! How the rest of the site treats the pages of a kind: where they stand, and where maps, searches and feeds list them.

/// The group of the site map (站点地图) that lists a page, in the order of the groups there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MapGroup {
    /// 首页和栏目
    Main,
    /// 小镇
    Towns,
    /// 县（市、区）
    Counties,
    /// 各期榜单
    Boards,
    /// 季度分析
    Analyses,
    /// 各年度考评
    Assessments,
    /// 标杆小镇专页
    ModelTowns,
    /// 故事
    Stories,
    /// 故事归档
    Archive,
    /// 标签
    Tags,
    /// 政策文件
    Policies,
    /// 关于本站
    About,
    /// 亮牌理由
    Reasons,
    /// None: nobody looks for it there.
    Unlisted,
}

/// As what a search finds a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchKind {
    /// 小镇
    Town,
    /// A project, by its place on its town's page.
    Project,
    /// 政策文件
    Policy,
    /// 标杆小镇
    ModelTown,
    /// 故事
    Story,
    /// 县（市、区）
    County,
    /// 季度分析
    Analysis,
    /// 晾晒榜单
    Boards,
    /// 年度考评
    Assessment,
    /// 网页: any other.
    Page,
}

/// What a search looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Nothing: the search itself, and the many pages that repeat a town by quarter or stories by month.
    Nothing,
    /// What the page says of itself: it lists others, and would be a hit for every town else.
    OwnWords(SearchKind),
    /// All its words.
    AllWords(SearchKind),
}

/// Where the pages of a kind stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAddress {
    /// One page at the root: `<name>.html`.
    Root(&'static str),
    /// One page at the root, and more in the folder of its name.
    RootAndFolder(&'static str),
    /// In a folder, each named by a file of the content: in the folder of the same name, with one of these endings.
    PerFile(&'static str, &'static [&'static str]),
    /// In a folder.
    Folder(&'static str),
    /// Where an old address was.
    Anywhere,
}

impl PageAddress {
    /// The name of the page at the root.
    pub fn root(self) -> Option<&'static str> {
        match self {
            Self::Root(name) | Self::RootAndFolder(name) => Some(name),
            Self::PerFile(..) | Self::Folder(_) | Self::Anywhere => None,
        }
    }

    /// The folder.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::RootAndFolder(name) | Self::PerFile(name, _) | Self::Folder(name) => Some(name),
            Self::Root(_) | Self::Anywhere => None,
        }
    }

    /// Whether each page is named by a file of the content.
    pub fn is_per_file(self) -> bool {
        matches!(self, Self::PerFile(..))
    }
}

/// What feeds tell of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedRole {
    /// Nothing.
    None,
    /// That it came.
    Entry,
    /// It has a feed of its own.
    Own,
}
