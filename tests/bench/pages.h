#pragma once
// Many open pages of the therapist's, as the queue sees them: each holds a stream of events and asks for the
// list and for the next one as soon as it is told of a change (assets/web/live.js). All of them on the
// caller's thread; throws std::runtime_error.
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bench {

using Clock = std::chrono::steady_clock;

class Page {
 public:
  Page(int port, const std::string& token);
  ~Page();
  Page(Page&& other) noexcept;
  Page& operator=(Page&&) = delete;

  int events_socket() const { return events_; }
  int requests_socket() const { return requests_; }
  // Something can be read there.
  void read_events();
  void read_answer();
  // Nothing is asked for that is not answered.
  bool rests() const { return asked_.empty() && !told_again_; }
  // From now on the list is looked at for this id.
  void look_for(const std::string& id);
  bool has_seen_event() const { return event_at_ > Clock::time_point(); }
  bool has_seen_list() const { return list_at_ > Clock::time_point(); }
  // When it was first told of a change since look_for(), and when it had the list with the id and the answer
  // as to the next one.
  Clock::time_point event_at() const { return event_at_; }
  Clock::time_point list_at() const { return list_at_; }

 private:
  void refresh();
  void ask(const std::string& path);
  std::string token_;
  int port_;
  int events_ = -1;
  int requests_ = -1;
  std::string event_text_, answer_text_;
  std::string asked_;        // the path that is being answered; empty: none
  bool told_again_ = false;  // of a change while asking
  bool listed_ = false;      // the list asked for last has the id
  std::string id_;
  Clock::time_point event_at_, list_at_;
};

class Pages {
 public:
  // Each greeted by the queue and with its first list.
  Pages(int count, int port, const std::string& token);
  std::vector<Page>& all() { return pages_; }
  // Reads and asks until `done` holds for each of them; throws after 60 s.
  void run_until(const std::function<bool(const Page&)>& done);
  // Until nothing has come for so long and each rests.
  void run_until_quiet(std::chrono::milliseconds silence);

 private:
  bool turn(std::chrono::milliseconds at_most);  // whether anything came
  std::vector<Page> pages_;
};

}  // namespace bench
